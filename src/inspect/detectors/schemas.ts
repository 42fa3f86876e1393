/**
 * Definitions of a company's data: tables, models, messages. A span is the head of a definition, up to where nothing
 * else can be meant: it says that a schema is there, not how far it goes. Looked for only where somebody asks.
 */
import type { Detector } from "../detector.ts";
import { oneOf } from "./sample.ts";

const schema = {
  entity: "SCHEMA_DEFINITION",
  label: "internal",
  tags: ["company", "schema"],
  optional: true,
  notBefore: "[A-Za-z0-9_]",
} as const;

/** A name as SQL quotes it, with the schema it is in. */
const sqlName = String.raw`[\w$."\x60\[\]]{1,60}`;
const sqlType = oneOf(
  ...[
    "(?:big|small|tiny|medium)?int(?:eger)?",
    "(?:big|small)?serial",
    "n?(?:var)?char2?",
    "character",
    "text",
    "uuid",
  ],
  ...[
    "numeric",
    "number",
    "decimal",
    "float",
    "double",
    "real",
    "bool(?:ean)?",
    "bit",
    "date",
    "time(?:stamp)?(?:tz)?",
  ],
  ...["datetime", "jsonb?", "bytea", "blob", "clob", "money", "enum", "inet", "string", "struct", "array"],
);

export const schemaDetectors: readonly Detector[] = [
  {
    ...schema,
    id: "schema-sql",
    pattern: oneOf(
      String.raw`create\s(?:(?:global |local )?temp(?:orary)? |unlogged |external |foreign )?table\s(?:if not exists )?${sqlName}\s{0,4}\(\s{0,12}["\x60\[]?[a-z_]\w{0,40}["\x60\]]?\s{1,12}${sqlType}`,
      String.raw`alter\stable\s(?:only )?(?:if exists )?${sqlName}\s{1,12}add\s(?:column |constraint )(?:if not exists )?["\x60\[]?[a-z_]`,
      String.raw`create\stype\s${sqlName}\sas\s(?:enum|object)?\s?\(`,
      String.raw`create\s(?:or replace )?(?:materialized )?view\s${sqlName}\s{1,8}as\s{1,8}select`,
    ),
    caseless: true,
    confidence: 0.9,
    source: "ISO/IEC 9075-2, data definition",
    examples: [
      {
        text: "CREATE TABLE IF NOT EXISTS billing.invoices (\n  id BIGSERIAL PRIMARY KEY,\n  total NUMERIC);",
        find: ["CREATE TABLE IF NOT EXISTS billing.invoices (\n  id BIGSERIAL"],
      },
      { text: "create table users (name varchar(20))", find: ["create table users (name varchar"] },
      { text: "ALTER TABLE users ADD COLUMN salary", find: ["ALTER TABLE users ADD COLUMN s"] },
    ],
    counterExamples: [
      { text: "create table reservations for two" },
      { text: "CREATE TABLE is a statement" },
      { text: "SELECT id FROM users" },
      { text: "class Invoice(models.Model):", neighbour: "schema-model" },
    ],
  },
  {
    ...schema,
    id: "schema-model",
    pattern: oneOf(
      String.raw`class [A-Z]\w{0,40}\((?:models\.Model|db\.Model|SQLModel(?:, table=True)?|DeclarativeBase|Base)\):`,
      String.raw`__tablename__ ?= ?["']\w{1,40}["']`,
      String.raw`= ?(?:mapped_column|(?:db\.|sa\.)?Column)\((?:db\.|sa\.)?[A-Z]\w{2,20}`,
      String.raw`class [A-Z][\w:]{0,40} < (?:ApplicationRecord|ActiveRecord::Base)`,
      String.raw`create_table[ (]["':]\w{1,40}["']?(?:, [a-z_]{2,20}: [\w:"]{1,20}){0,2}\)? do \|\w\|`,
      String.raw`@Entity\((?:["'{][^\n)]{0,60})?\)\s{1,8}(?:@[A-Z]\w{1,20}\([^\n)]{0,60}\)\s{1,8})?(?:export |public )?(?:default )?class`,
      String.raw`@(?:PrimaryGeneratedColumn|CreateDateColumn|UpdateDateColumn|OneToMany|ManyToOne)\(`,
      String.raw`@Table\(name ?= ?"\w{1,40}"`,
      String.raw`(?:pg|mysql|sqlite)Table\(["']\w{1,40}["'], ?\{`,
      String.raw`new (?:mongoose\.)?Schema\(\{`,
      String.raw`sequelize\.define\(["']\w{1,40}["'], ?\{`,
      String.raw`DbSet<[A-Z]\w{0,40}>`,
      'gorm:"[a-zA-Z]',
    ),
    confidence: 0.8,
    source:
      "The documentation of Django, SQLAlchemy, Active Record, TypeORM, JPA, Drizzle, Mongoose, Sequelize, EF Core and GORM",
    examples: [
      {
        text: "class Invoice(models.Model):\n    total = models.DecimalField()",
        find: ["class Invoice(models.Model):"],
      },
      {
        text: '  __tablename__ = "users"\n  id = Column(Integer)',
        find: ['__tablename__ = "users"', "= Column(Integer"],
      },
      { text: "class User < ApplicationRecord", find: ["class User < ApplicationRecord"] },
      { text: "@Entity()\nexport class User {", find: ["@Entity()\nexport class"] },
      { text: "create_table :users do |t|", find: ["create_table :users do |t|"] },
    ],
    counterExamples: [
      { text: "class Invoice(Document):" },
      { text: "a new schema for the model" },
      { text: "create_table is a method" },
      { text: "CREATE TABLE users (id int)", neighbour: "schema-sql" },
    ],
  },
  {
    ...schema,
    id: "schema-interface",
    pattern: oneOf(
      `syntax ?= ?["']proto[23]["'];`,
      String.raw`message [A-Z]\w{0,40} ?\{\s{1,40}(?:(?:optional|repeated|required) )?[A-Za-z][\w.<>, ]{1,60} \w{1,40} ?= ?\d{1,5}`,
      String.raw`(?:type|input|interface) [A-Z]\w{0,40}(?: implements [A-Z][\w& ]{0,60})? ?\{\s{1,40}[a-z_]\w{0,40}(?:\([^\n)]{1,80}\))?: ?\[{0,2}[A-Z]\w{0,40}!?\]?!`,
      // No other language has a colon behind this beginning.
      String.raw`(?:type|input) [A-Z]\w{0,40}(?: implements [A-Z][\w& ]{0,60})? ?\{\s{1,40}[a-z_]\w{0,40}(?:\([^\n)]{1,80}\))?: ?\[{0,2}[A-Z]`,
      String.raw`schema ?\{\s{1,40}(?:query|mutation|subscription): ?[A-Z]`,
      String.raw`union [A-Z]\w{0,40} = \|? ?[A-Z]\w{0,40}\s{1,8}\| [A-Z]`,
      String.raw`rpc [A-Z]\w{0,60} ?\((?:stream )?[\w.]{1,60}\)\s{1,8}returns ?\(`,
      String.raw`enum [A-Z]\w{0,40} ?\{\s{1,40}[A-Z][A-Z0-9_]{0,60} ?= ?0;`,
      String.raw`model [A-Z]\w{0,40} \{\s{1,40}\w{1,40} {1,20}(?:Int|BigInt|String|DateTime|Boolean|Float|Decimal|Json|Bytes)`,
      String.raw`"\$schema"\s?:\s?"https?://json-schema\.org/`,
      String.raw`"type"\s?:\s?"record",\s{0,20}"(?:name|namespace)"\s?:\s?"`,
      "<xsd?:(?:schema|element name=|complexType name=)",
    ),
    confidence: 0.8,
    source:
      "Protocol Buffers language guide, the GraphQL specification, the Prisma schema reference, JSON Schema, Apache Avro, XML Schema",
    examples: [
      {
        text: 'syntax = "proto3";\nmessage User {\n  string email = 1;\n}',
        find: ['syntax = "proto3";', "message User {\n  string email = 1"],
      },
      { text: "type User {\n  id: ID!\n}", find: ["type User {\n  id: ID!"] },
      { text: "extend type Query {\n  user(id: ID): User\n}", find: ["type Query {\n  user(id: ID): U"] },
      { text: "schema {\n  query: Query\n}", find: ["schema {\n  query: Q"] },
      { text: "union Result = User | Team", find: ["union Result = User | T"] },
      {
        text: "service Greeter {\n  rpc SayHello (HelloRequest) returns (HelloReply) {}\n}",
        find: ["rpc SayHello (HelloRequest) returns ("],
      },
      { text: "enum Role {\n  ROLE_UNSPECIFIED = 0;\n}", find: ["enum Role {\n  ROLE_UNSPECIFIED = 0;"] },
      { text: "model User {\n  id    Int @id", find: ["model User {\n  id    Int"] },
      {
        text: '{"$schema": "https://json-schema.org/draft/2020-12/schema"}',
        find: ['"$schema": "https://json-schema.org/'],
      },
    ],
    counterExamples: [
      { text: "type User = { id: string }" },
      { text: "the message User { is broken" },
      { text: "type User struct {\n\tName string\n}" },
      { text: "the rpc Call (of a client) that it returns (or not)" },
      { text: "enum Role { Admin = 0, User }" },
      { text: '{"type": "record"}' },
      { text: "CREATE TABLE users (id int)", neighbour: "schema-sql" },
    ],
  },
];
