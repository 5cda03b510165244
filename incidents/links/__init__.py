"""Links for crews without an account: who holds one, their page, and the doors that send and end them."""
