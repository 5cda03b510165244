import "../styles/crew-link.css";
