# The console is built by Node, the packages by pip; what runs holds neither.
FROM node:22-slim AS console
WORKDIR /build/console
COPY console/package.json console/package-lock.json ./
RUN npm ci --no-audit --no-fund --ignore-scripts
COPY console ./
COPY locale /build/locale
RUN npm run build

FROM python:3.12-slim AS packages
COPY requirements.txt /build/
RUN python -m venv /opt/venv \
    && /opt/venv/bin/pip install --no-cache-dir --only-binary :all: --requirement /build/requirements.txt

FROM python:3.12-slim
RUN groupadd --system --gid 10112 psc \
    && useradd --system --uid 10112 --gid psc --home-dir /nonexistent --shell /usr/sbin/nologin psc \
    && install --directory --owner psc --group psc --mode 700 /var/lib/psc/media
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/static-files \
    PSC_HOME=/tmp/psc
COPY --from=packages /opt/venv /opt/venv
WORKDIR /app
COPY manage.py ./
COPY psc psc
COPY foundation foundation
COPY sop sop
COPY agencies agencies
COPY incidents incidents
COPY dispatch dispatch
COPY templates templates
COPY locale locale
COPY static static
COPY docker/healthcheck.py docker/healthcheck.py
COPY --from=console /build/console/dist console/dist
# Everything that could be written is written now: the root file system is read-only when it runs.
# The variables are for this step only; no server is reached and nothing of them is kept.
RUN for catalogue in locale/*/LC_MESSAGES/*.po; do \
        python -m babel.messages.frontend --quiet compile -i "$catalogue" -o "${catalogue%.po}.mo" || exit 1; \
    done \
    && DATABASE_URL=postgresql://nobody@127.0.0.1/none REDIS_URL=redis://127.0.0.1:1/0 PSC_DEMO=false \
       SECRET_KEY=only-while-the-image-is-built ALLOWED_HOSTS=localhost \
       python manage.py collectstatic --no-input --verbosity 0 \
    && python -m compileall -q /app
USER psc
EXPOSE 8000 8001
CMD ["gunicorn", "psc.wsgi:application", "--bind", "0.0.0.0:8000", "--worker-class", "gthread"]
