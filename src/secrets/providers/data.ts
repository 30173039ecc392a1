import { defineVendor } from './provider.ts'

/** Databases and services of data. */
export const DATA = [
  ...defineVendor('MongoDB Atlas', 'https://cloud.mongodb.com', [
    ['service account secret', 'mdb_sa_sk_{url:40}', 'D'],
    ['private key', '{uuid}', '2', { near: ['atlas private', 'atlas key', 'mongodb atlas', 'atlas'] }],
  ]),
  ...defineVendor('Databricks', 'https://docs.databricks.com/dev-tools/auth/pat.html', [
    ['personal access token', 'dapi{anyhex:32}', '2'],
    ['personal access token (numbered)', 'dapi{anyhex:32}-{digit:1}', '2'],
    ['OAuth secret', 'dose{anyhex:32}', '1'],
    ['token', '{dkea|doau|dosf|dsap}{anyhex:32}', '1'],
  ]),
  ...defineVendor('PlanetScale', 'https://app.planetscale.com', [
    ['credential', 'pscale_{tkn|oauth|pw}_{url.=:32-64}', 'D'],
  ]),
  ...defineVendor('Supabase', 'https://supabase.com/dashboard/project/_/settings/api-keys', [
    ['secret API key', 'sb_secret_{url:31}', 'D'],
    ['personal access token', 'sbp_{|oauth_}{hex:40}', '2'],
  ]),
  ...defineVendor('Neon', 'https://console.neon.tech/app/settings/api-keys', [
    ['API key', 'napi_{base62:64}', '2'],
    ['database password', 'npg_{base62:12-16}', 'W'],
  ]),
  ...defineVendor('CockroachDB Cloud', 'https://cockroachlabs.cloud/access-management', [
    ['API key', 'CCDB1_{base62:22}_{base62:40}', '1'],
  ]),
  ...defineVendor('Aiven', 'https://console.aiven.io/profile/tokens', [
    ['service password', 'AVNS_{url:19}', 'D'],
    ['token', '{base64:368-372}{|=|==}', '1', { near: true }],
  ]),
  ...defineVendor('Xata', 'https://app.xata.io/settings', [['API key', 'xau_{base62:32-60}', '1']]),
  ...defineVendor('Convex', 'https://dashboard.convex.dev', [
    ['deploy key', '{prod|dev|preview}:{url:5-60}|{base64=:60-300}', 'D'],
  ]),
  ...defineVendor('Upstash', 'https://console.upstash.com', [
    ['signing key', 'sig_{base62:28}', 'W', { near: ['upstash', 'qstash'], weak: true }],
    ['REST token', '{base64:50-120}{|=|==}', 'W', { near: ['upstash', 'kv rest api'] }],
    ['REST token (for URLs)', '{url:50-120}{|=|==}', 'W', { near: ['upstash', 'kv rest api'] }],
  ]),
  ...defineVendor('DataStax', 'https://astra.datastax.com', [
    ['Astra token', 'AstraCS:{base62:20-30}:{hex:64}', '2'],
  ]),
  ...defineVendor('ClickHouse Cloud', 'https://console.clickhouse.cloud', [
    ['API secret', '4b1d{base62:38}', '2'],
  ]),
  ...defineVendor('InfluxDB', 'https://docs.influxdata.com/influxdb/cloud/admin/tokens/', [
    ['token', '{url:86}==', '2', { near: ['influx', 'influxdb'] }],
  ]),
  ...defineVendor('Elastic', 'https://cloud.elastic.co/account/keys', [
    ['Cloud API key', 'essu_{base64=:60-120}', '2'],
    ['API key', '{base64:58-60}{|=|==}', '2', { near: ['elastic', 'elasticsearch', 'elastic api'] }],
  ]),
  ...defineVendor('Algolia', 'https://dashboard.algolia.com/account/api-keys/', [
    ['admin API key', '{hex:32}', 'D', { near: ['algolia admin', 'algolia write', 'algolia'] }],
    ['API key', '{base62:32}', '2', { near: 'algolia', mixed: true }],
  ]),
  ...defineVendor('Meilisearch', 'https://cloud.meilisearch.com', [
    [
      'master key',
      '{url:16-64}',
      '1',
      { near: ['meili master', 'meilisearch master', 'meili admin', 'meilisearch'] },
    ],
  ]),
  ...defineVendor('Typesense', 'https://cloud.typesense.org', [
    ['API key', '{base62:32}', '1', { near: true }],
  ]),
  ...defineVendor('Fivetran', 'https://fivetran.com/account/settings', [
    ['API secret', '{base62:32}', '1', { near: true }],
  ]),
  ...defineVendor('Prefect', 'https://app.prefect.cloud/my/api-keys', [
    ['API key', '{pnu|pnb}_{base62:36}', 'D'],
  ]),
  ...defineVendor('dbt Cloud', 'https://cloud.getdbt.com/settings/tokens', [
    ['token', '{dbtc|dbtu}_{url:40}', '1'],
  ]),
  ...defineVendor('Kaggle', 'https://www.kaggle.com/settings', [
    ['API key', '{hex:32}', '1', { near: true }],
    ['API token', 'KGAT_{hex:32}', '1'],
  ]),
  ...defineVendor('Carto', 'https://carto.com', [
    ['API key', '{url:40}', '1', { near: ['cartodb', 'carto api'] }],
  ]),
]
