/** Brazil. The CNPJ has letters from July 2026 on: the value of each character is its ASCII code less 48. */
import type { Detector } from "../detector.ts";
import { checked, holds, holdsOver, varied, variedGroups } from "./checksums.ts";
import { identifier } from "./identifier.ts";
import { oneOf } from "./sample.ts";

/** 11 less the remainder; 0 for 10 and 11. */
const eleven = "00987654321";

const cpfSum = holds(
  checked(11, [10, 9, 8, 7, 6, 5, 4, 3, 2], eleven, 1),
  checked(11, [11, 10, 9, 8, 7, 6, 5, 4, 3, 2], eleven),
);

const cnpjAlphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const asciiLess48 = [[...cnpjAlphabet].map((char) => char.charCodeAt(0) - 48)];
const cnpjSum = holdsOver(
  cnpjAlphabet,
  { ...checked(11, [5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], eleven, 1), values: asciiLess48 },
  { ...checked(11, [6, 5, 4, 3, 2, 9, 8, 7, 6, 5, 4, 3, 2], eleven), values: asciiLess48 },
);

const pisSum = holds(checked(11, [3, 2, 9, 8, 7, 6, 5, 4, 3, 2], eleven));
const cnsSum = holds({ weights: [15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1], modulus: 11 });

export const brazilDetectors: readonly Detector[] = [
  identifier({
    id: "br-cpf",
    entity: "BR_CPF",
    tags: ["government-id", "tax", "br"],
    pattern: String.raw`\d{3}\.\d{3}\.\d{3}[-/]\d{2}`,
    validate: [cpfSum, variedGroups],
    // With its hyphen: without one it is an amount.
    commit: { bytes: 12 },
    confidence: 0.95,
    source: "Receita Federal, IN RFB 2172/2024: CPF",
    finds: ["CPF «529.982.247-25»", "«111.444.777-35»,", "titular do cpf «390.533.447-05»"],
    not: ["529.982.247-26", "111.111.111-11", "total 529.982.247", ["CPF 52998224725", "br-cpf-plain"]],
  }),
  identifier({
    id: "br-cpf-plain",
    entity: "BR_CPF",
    tags: ["government-id", "tax", "br"],
    pattern: String.raw`(?:\d{11}|\d{9}-\d{2}|\d{3} \d{3} \d{3} \d{2})`,
    words: "cpf, c.p.f, cpf/mf, cadastro de pessoa, contribuinte, documento, pix, chave pix, titular, tax id",
    validate: [cpfSum, varied],
    confidence: 0.85,
    source: "Receita Federal, IN RFB 2172/2024: CPF",
    finds: ["CPF: «52998224725»", "«111444777-35»", '"cpf_cliente": "«39053344705»"', '"taxId":"«39053344705»"'],
    not: ["pedido 52998224725", "cpf 52998224726", ["529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-cnpj",
    entity: "BR_CNPJ",
    label: "confidential",
    tags: ["business-id", "tax", "br"],
    pattern: String.raw`[0-9A-Z]{2}\.[0-9A-Z]{3}\.[0-9A-Z]{3}/[0-9A-Z]{4}-\d{2}`,
    caseless: true,
    validate: [cnpjSum, variedGroups],
    commit: { bytes: 12 },
    confidence: 0.95,
    source: "Receita Federal, IN RFB 2229/2024: CNPJ alfanumérico",
    finds: ["CNPJ «11.222.333/0001-81»", "«12.ABC.345/01DE-35»", "inscrita no CNPJ sob o nº «11.444.777/0001-61»,"],
    not: ["11.222.333/0001-82", "00.000.000/0000-00", ["CNPJ 11222333000181", "br-cnpj-plain"]],
  }),
  identifier({
    id: "br-cnpj-plain",
    entity: "BR_CNPJ",
    label: "confidential",
    tags: ["business-id", "tax", "br"],
    pattern: oneOf(String.raw`[0-9A-Z]{12}\d{2}`, String.raw`\d{8}/\d{4}-\d{2}`),
    caseless: true,
    words: "cnpj, c.n.p.j, cnpj/mf, cadastro nacional, pessoa jurídica, pessoa juridica, fornecedor, pix",
    validate: [cnpjSum, varied, { name: "digits", min: 4 }],
    confidence: 0.85,
    source: "Receita Federal, IN RFB 2229/2024: CNPJ alfanumérico",
    finds: ["cnpj: «11222333000181»", "CNPJ «12ABC34501DE35»", "«11444777/0001-61»"],
    not: ["em 20240131123456", "cnpj 11222333000182", ["11.222.333/0001-81", "br-cnpj"]],
  }),
  identifier({
    id: "br-pis",
    entity: "BR_PIS",
    tags: ["government-id", "br"],
    pattern: String.raw`\d{3}\.\d{5}\.\d{2}-\d`,
    validate: [pisSum, variedGroups],
    commit: { digits: 9 },
    confidence: 0.9,
    source: "Caixa: PIS/PASEP/NIT, Dataprev: dígito verificador",
    finds: ["PIS «120.74985.09-8»", "«170.33259.50-4»", "NIT: «125.64821.77-6»."],
    not: ["120.74985.09-7", "1120.74985.09-1", ["PIS 12056412547 ou CPF 529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-pis-plain",
    entity: "BR_PIS",
    tags: ["government-id", "br"],
    pattern: String.raw`\d{10}-?\d`,
    words: "pis, pasep, pis/pasep, nis, nit, nit/pis, inss, trabalhador",
    validate: [pisSum, varied],
    source: "Caixa: PIS/PASEP/NIT, Dataprev: dígito verificador",
    finds: ["PIS/PASEP «12074985098»", "«17033259504»", "NIS: «1256482177-6»"],
    not: ["pedido 12074985097", "pis 12074985097", ["PIS, CPF 529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-cns",
    entity: "BR_CNS",
    tags: ["health", "br"],
    pattern: String.raw`[125-9]\d{2} \d{4} \d{4} \d{4}`,
    validate: [cnsSum, variedGroups],
    commit: { digits: 11 },
    confidence: 0.9,
    source: "Ministério da Saúde: Cartão Nacional de Saúde, rotina de validação",
    finds: ["CNS «700 0012 3456 7800»", "«123 4567 8901 0000»", "SUS: «898 0012 3456 7808»"],
    not: ["700 0012 3456 7807", "300 0012 3456 7801", ["cartão 4111 1111 1111 1111", "payment-card-grouped"]],
  }),
  identifier({
    id: "br-cns-plain",
    entity: "BR_CNS",
    tags: ["health", "br"],
    pattern: String.raw`[125-9]\d{14}`,
    words: "cns, cartão sus, cartao sus, sus, cartão nacional, cartao nacional, cartão nacional de saúde, paciente",
    validate: [cnsSum, varied],
    source: "Ministério da Saúde: Cartão Nacional de Saúde, rotina de validação",
    finds: ["CNS: «700001234567800»", "«123456789010000»", "cartão SUS «898001234567808»"],
    not: ["id 700001234567801", "CNS 700001234567807", ["cartão sus 4111111111111111", "payment-card"]],
  }),
  identifier({
    id: "br-rg",
    entity: "BR_RG",
    tags: ["government-id", "br"],
    pattern: oneOf(
      String.raw`(?:[A-Z]{2}[ -]?)?\d{1,2}\.\d{3}\.\d{3}(?:-?[0-9X])?`,
      String.raw`(?:[A-Z]{2}[ -]?)?\d{5,9}(?:-?[0-9X])?`,
    ),
    caseless: true,
    words:
      "rg, r.g, registro geral, identidade, carteira de identidade, cédula de identidade, documento de identidade, rg nº, ssp",
    // Nor behind a dot: `10.13140/RG.2.2.36105.03684` names a paper.
    notBefore: "[0-9A-Za-z_.]",
    before: 32,
    alone: false,
    confidence: 0.65,
    source: "Lei 7.116/1983; IIRGD: dígito verificador",
    finds: ["RG «12.345.678-9» SSP/SP", "rg: «MG-12.345.678»", "carteira de identidade nº «34567890X»"],
    not: ["lei 12.345.678-9", "rg 1234", "doi:10.13140/RG.2.2.36105.03684", ["RG e CPF 529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-cnh",
    entity: "BR_CNH",
    tags: ["government-id", "br"],
    pattern: String.raw`\d{11}`,
    words:
      "cnh, carteira nacional de habilitação, carteira de habilitação, carteira de habilitacao, habilitação, habilitacao, carteira de motorista, registro cnh",
    alone: false,
    validate: [varied],
    source: "Resolução Contran 886/2021: registro nacional da CNH",
    finds: ["CNH «02650306461»", "habilitação: «97625655678»", '"cnh": "«69044271146»"'],
    not: ["pedido 02650306461", "CNH 0265030646", ["CNH, CPF 529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-voter-id",
    entity: "BR_VOTER_ID",
    tags: ["government-id", "br"],
    pattern: String.raw`\d{4} ?\d{4} ?(?:0[1-9]|1\d|2[0-8])\d{2}`,
    words:
      "título de eleitor, titulo de eleitor, título eleitoral, titulo eleitoral, título, titulo, eleitor, inscrição eleitoral, tse",
    alone: false,
    source: "Resolução TSE 23.659/2021, art. 36",
    finds: ["título de eleitor «1023 8501 0671»", "titulo_eleitor: «043568700906».", "título: «123456780140»"],
    not: ["1023 8501 0671", "título de eleitor 1023 8501 3071", ["título, CPF 529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-cep",
    entity: "BR_CEP",
    label: "confidential",
    tags: ["location", "br"],
    pattern: String.raw`\d{5}-?\d{3}`,
    words: "cep, c.e.p, código postal, codigo postal, endereço, endereco, rua, avenida, av., bairro",
    before: 64,
    alone: false,
    source: "Correios: CEP",
    finds: ["CEP «01310-100»", "cep: «20040020»", "Rua Augusta, 1500, São Paulo, «01304-001»"],
    not: ["artigo 01310-100", "CEP 01310", ["CEP, CPF 529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-renavam",
    entity: "BR_RENAVAM",
    label: "confidential",
    tags: ["vehicle", "br"],
    pattern: String.raw`\d{9,11}`,
    words: "renavam, detran, veículo, veiculo",
    alone: false,
    validate: [varied],
    source: "Senatran: Registro Nacional de Veículos Automotores",
    finds: ["RENAVAM «63988496284».", "renavam: «639884962»", "veículo, «00639884962»"],
    not: ["63988496284", "renavam 6398849", ["RENAVAM, CPF 529.982.247-25", "br-cpf"]],
  }),
  identifier({
    id: "br-vehicle-plate",
    entity: "BR_VEHICLE_REGISTRATION",
    label: "confidential",
    tags: ["vehicle", "br"],
    pattern: String.raw`[A-Z]{3}-?\d[A-Z0-9]\d{2}`,
    caseless: true,
    words: "placa, placas, placa do veículo, placa do carro, veículo, veiculo, carro, moto, caminhão, mercosul",
    before: 32,
    alone: false,
    source: "Resolução Contran 969/2022: placa de identificação veicular",
    finds: ["placa «ABC1D23»", "placas «ABC-1234» e «BRA2E19»", "carro: «qrm7e33»"],
    not: ["modelo ABC1D23", "placa ABC12D3", ["placa e CPF 529.982.247-25", "br-cpf"]],
  }),
];
