/**
 * Addresses and keys of crypto-currencies. Addresses with a checksum need no word; those without (Ethereum, Solana, XRP) stand in
 * source code as contracts and in logs as digests, and do.
 */
import type { Detector } from "../detector.ts";
import { identifier, says } from "./identifier.ts";
import { oneOf, sample } from "./sample.ts";

const base58 = "[1-9A-HJ-NP-Za-km-z]";
const bech32Char = "[02-9ac-hj-np-z]";
const bech32Upper = "[02-9AC-HJ-NP-Z]";

const walletWords =
  "wallet, wallet address, crypto, cryptocurrency, blockchain, deposit address, payout address, withdrawal address, send to, withdraw to, withdrawal to, withdrawals to, withdrawn to, payout to, receive address, recipient address, donate, donation, donations";
const ethereumWords = `${walletWords}, transfer from, tx from, transaction from, sent from, sent to, eth, ethereum, ether, eth address, metamask, usdt, usdc, erc20, erc-20, bep20, bep-20, bnb, bsc, polygon, matic, arbitrum, avax, evm`;

const common = { label: "confidential", tags: ["financial", "crypto"] } as const;
const keys = { label: "regulated", tags: ["credential", "financial", "crypto"] } as const;

export const cryptoWalletDetectors: readonly Detector[] = [
  identifier({
    id: "crypto-base58",
    entity: "CRYPTO",
    ...common,
    pattern: `[13]${base58}{25,34}`,
    notBefore: "[0-9A-Za-z_]",
    notAfter: "[0-9A-Za-z_]",
    validate: [{ name: "base58-check" }],
    // Thirty-two are a digest in hexadecimal digits.
    commit: { bytes: 33 },
    confidence: 0.95,
    source: "Bitcoin Core: base58.h; Litecoin, Dogecoin, Dash and TRON take it over with other version bytes",
    finds: [
      "«16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ» and «3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy»",
      "pay «1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa».",
      "genesis: «1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa»",
    ],
    not: [
      "16Yeky6GMjeNkAiNcBY7ZhrLoMSgg1BoyZ2",
      "etag 3a768567cd5ec62d1cc26f9d88af243a",
      "1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb ",
      ["bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", "crypto-bech32"],
    ],
  }),
  identifier({
    id: "crypto-base58-named",
    entity: "CRYPTO",
    ...common,
    words:
      "ltc, litecoin, doge, dogecoin, dash, trx, tron, trc20, trc-20, usdt, usdc, tether, wallet, address, send to, pay to, donate, donation, donations",
    before: 32,
    alone: false,
    pattern: `[LMDXTAmn2]${base58}{25,34}`,
    notBefore: "[0-9A-Za-z_]",
    notAfter: "[0-9A-Za-z_]",
    validate: [{ name: "base58-check" }],
    confidence: 0.95,
    source: "SLIP 44: Litecoin, Dogecoin, Dash and TRON; Bitcoin testnet",
    finds: [
      "Refund USDT to «TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t»",
      "doge «DH5yaieqoZN36fDVciNyRueRGvGLR3mr7L»",
      "wallet «mipcBbFg9gMiCh81Kj8tqqdgoZub1ZJRfn»",
    ],
    not: [
      "TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6t",
      "tron TR7NHqjeKQxGTCi8q8ZY4pL8otSzgjLj6s",
      ["address 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-bech32",
    entity: "CRYPTO",
    ...common,
    pattern: oneOf(
      `(?:bc|tb|ltc|cosmos|osmo|terra|inj|celestia|secret|kava|thor|bnb|stake|band|juno|akash|sei|dydx|nano|vtc|dgb|grs)1${bech32Char}{11,87}`,
      `(?:BC|TB|LTC)1${bech32Upper}{11,87}`,
    ),
    notBefore: "[0-9A-Za-z_]",
    notAfter: "[0-9A-Za-z_]",
    validate: [{ name: "bech32" }],
    confidence: 0.95,
    source: "BIP 173, BIP 350, SLIP 173",
    finds: [
      "«bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq»",
      "«BC1QW508D6QEJXTDG4Y5R3ZARVARY0C5XW7KV8F3T4» is upper case",
      "taproot «bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0»",
    ],
    not: [
      "bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdz",
      "abc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq",
      ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-long-address",
    entity: "CRYPTO",
    ...common,
    pattern: oneOf(
      `addr1${bech32Char}{53,98}`,
      `tz[1-4]${base58}{33}`,
      `KT1${base58}{33}`,
      "(?:bitcoincash:)[qp][02-9ac-hj-np-z]{41}",
      "zs1[02-9ac-hj-np-z]{75}",
    ),
    notBefore: "[0-9A-Za-z_+/=-]",
    notAfter: "[0-9A-Za-z_+/=-]",
    validate: [{ name: "entropy", min: 3.2 }],
    source: "CIP 19 (Cardano), Tezos, CashAddr, Zcash protocol 5.6",
    finds: [
      "ADA «addr1qx2fxv2umyhttkxyxp8x0dlpdt3k6cwng5pxj3jhsydzer3n0d3vllmyqwsx5wktcd8cc3sq835lu7drv2xwl2wywfgse35a3x»",
      "BCH «bitcoincash:qpm2qsznhks23z7629mms6s7cwef74vcwvy22gdx6a»",
      "tezos «tz1VSUr8wwNhLAzempoch5d6hLRiTh8Cjcjb»",
    ],
    not: ["addr1 and addr1qx2fxv2", "tz1 and KT1", ["1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"]],
  }),
  identifier({
    id: "crypto-monero",
    entity: "CRYPTO",
    ...common,
    pattern: oneOf(`[48][0-9AB]${base58}{93}`, `4[0-9AB]${base58}{104}`),
    notBefore: "[0-9A-Za-z_+/=-]",
    notAfter: "[0-9A-Za-z_+/=-]",
    validate: [{ name: "entropy", min: 4.5 }],
    source: "Monero: standard, integrated and sub-addresses",
    finds: [
      "XMR «44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A»",
      "«888tNkZrPN6JsEgekjMnABU4TBzc2Dt29EPAvkRxbANsAnjyPbb3iQ1YBRk1UXcdRsiKc9dhwMVgN5S9cQUiyoogDavup3H»",
      "pay «44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7SqSsaBYBb98uNbr2VBBEt7f2wfn3RVGQBEP3A».",
    ],
    not: [
      "44AFFq5kSiGBoZ4NMDwYtN18obc8AemS33DBLWs3H7otXft3XjrpDtQGv7",
      `4A${"1".repeat(93)}`,
      ["or 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-ethereum",
    entity: "CRYPTO",
    ...common,
    pattern: "0x[0-9A-Fa-f]{40}",
    words: ethereumWords,
    validate: [{ name: "entropy", min: 3 }],
    source: "EIP 55",
    finds: [
      "ETH wallet «0x52908400098527886E0F7030069857D2E4169EE7»",
      "«0x8617E340B3D01FA5F11F306F4090FD50E238070D»",
      "send to «0xde709f2102306220921060314715629080e2fb77»",
      "tx from «0xde709f2102306220921060314715629080e2fb77»",
    ],
    not: [
      "const token = 0x52908400098527886E0F7030069857D2E4169EE7;",
      "wallet 0x0000000000000000000000000000000000000000",
      ["wallet 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-account",
    entity: "CRYPTO",
    ...common,
    pattern: oneOf(
      "r[1-9A-HJ-NP-Za-km-z]{24,34}",
      `${base58}{43,44}`,
      `[1-9A-HJ-NP-Z]${base58}{46,47}`,
      "[A-Z2-7]{58}",
      "G[A-D][A-Z2-7]{54}",
      "(?:EQ|UQ|kQ)[0-9A-Za-z_-]{46}",
      "0x[0-9A-Fa-f]{62,64}",
    ),
    lead: `(?:xrpl?|ripple|solana|sol|polkadot|dot|kusama|algorand|algo|toncoin|ton|aptos|sui|phantom|stellar|xlm)(?: (?:wallet|address|account)){0,2}${says}`,
    words:
      "xrp, xrpl, ripple, solana, sol, polkadot, dot, kusama, algorand, algo, ton, toncoin, aptos, sui, phantom, stellar, xlm",
    before: 40,
    alone: false,
    validate: [{ name: "entropy", min: 3 }],
    caseless: true,
    source: "XRPL, Solana, SS58, Algorand and TON: account addresses",
    finds: [
      "XRP «rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh»",
      "Solana: «7EcDhSYGxXyscszYEp35KHN8vvw3svAuLKTzXwCFLtV»",
      "XLM «GA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJVSGZ»",
      "polkadot «15oF4uVJwmo4TdGW7VfQxNLavjCXviqxT9S1MgbjMNHr6Sp5»",
    ],
    not: [
      "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh alone",
      "solana programs",
      ["XRP or 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-wif",
    entity: "CRYPTO_PRIVATE_KEY",
    ...keys,
    pattern: `(?:5[HJK]${base58}{49}|[KL]${base58}{51})`,
    lead: `(?:wif|private[ _]?key|priv[ _]?key|secret[ _]?key|importprivkey|paper wallet|dumpprivkey|bitcoin|btc|wallet)${says}`,
    validate: [{ name: "entropy", min: 4 }],
    caseless: true,
    source: "Bitcoin: wallet import format",
    finds: [
      sample("WIF «5Kb8kLf9zgWQnogidDA76MzPL6TsZZY36hWXMssSzNyd", "YXYB9KF»"),
      sample("private key: «KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwY", "vP98617»"),
      sample("importprivkey «L1aW4aubDFB7yfras2S1mN3bqg9nwySY8nkoLmJebSLD5", "BWv3ENZ»"),
    ],
    not: [
      "the hash KwdMAjGmerYanjeui5SHS7JkmpZvVipYvB2LJGU1ZxJwYvP98617x",
      `wif K${"w".repeat(51)}`,
      ["wif of 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-extended-key",
    entity: "CRYPTO_PRIVATE_KEY",
    ...keys,
    pattern: `[xyztuvYZUV]prv${base58}{107,108}`,
    notBefore: "[0-9A-Za-z_]",
    notAfter: "[0-9A-Za-z_]",
    commit: { bytes: 24 },
    confidence: 0.98,
    source: "BIP 32, SLIP 132",
    finds: [
      sample(
        "«xprv9s21ZrQH143K3QTDL4LXw2F7HEK3wJUD2nW2nRk4stbPy6cq3jPPqjiChkVvvNKmPGJxWUtg6LnF5kejMRNNU3TGtRBeJgk33yuGBxrMPHi",
        "»",
      ),
      sample(
        "key=«xprv9uHRZZhk6KAJC1avXpDAp4MDc3sQKNxDiPvvkX8Br5ngLNv1TxvUxt4cV1rGL5hj6KCesnDYUhd7oWgT11eZG7XnxHrnYeSvkzY7d2bhkJ7",
        "»",
      ),
      sample("cut off: «xprv9s21ZrQH143K3QTDL4LXw2F7H", "»"),
    ],
    not: [
      "xprv is a prefix",
      "xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8 is public",
      ["xprv of 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-extended-public-key",
    entity: "CRYPTO",
    ...common,
    pattern: `[xyztuvYZUV]pub${base58}{107,108}`,
    notBefore: "[0-9A-Za-z_]",
    notAfter: "[0-9A-Za-z_]",
    commit: { bytes: 24 },
    confidence: 0.95,
    source: "BIP 32, SLIP 132",
    finds: [
      "«xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8»",
      "watch «zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs»",
      "cut off: «xpub661MyMwAqRbcFtXgS5sYJABq»",
    ],
    not: [
      "an xpub",
      "xpub0661MyMwAqRbcFtXgS5sYJABqqG",
      ["xpub or 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-stellar-seed",
    entity: "CRYPTO_PRIVATE_KEY",
    ...keys,
    pattern: "S[A-D][A-Z2-7]{54}",
    lead: `(?:secret(?:[ _]?(?:key|seed))?|seed|stellar|xlm)${says}`,
    notBefore: "[0-9A-Za-z_+/=-]",
    notAfter: "[0-9A-Za-z_+/=-]",
    validate: [{ name: "entropy", min: 3.8 }],
    source: "SEP 23: strkey of an ed25519 seed",
    finds: [
      sample("secret «SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZWHOKR", "»"),
      sample("stellar: «SDJHRQF4GCMIIKAAAQ6IHY42X73FQFLHUULAPSKKD4DFDM7UXWWCRHBE", "»"),
      sample("seed: «SCZANGBA5YHTNYVVV4C3U252E2B6P6F5T3U6MM63WBSBZATAQI3EBTQ4", "»"),
    ],
    not: [
      `S${"A".repeat(55)}`,
      "SBU2RRGLXH3E5CQHTD3ODLDF2BWDCYUSSBLLZ5GNW7JXHDIYKXZWHOK ",
      ["secret of 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
  identifier({
    id: "crypto-seed-phrase",
    entity: "CRYPTO_SEED_PHRASE",
    ...keys,
    lead: String.raw`(?:seed phrase|seed words|mnemonic(?: phrase| seed)?|recovery phrase|recovery seed|backup phrase|wallet seed|seed_phrase|seedphrase|mnemonic_phrase|recovery words)["'\x60*)]{0,3}(?: is)? ?[:=]\s{0,2}["'\x60*]{0,3}`,
    pattern: "[a-z]{3,8}(?: [a-z]{3,8}){11,23}",
    caseless: true,
    notBefore: "[0-9A-Za-z]",
    notAfter: "[0-9A-Za-z]",
    confidence: 0.9,
    source: "BIP 39: 12 to 24 words of 3 to 8 letters",
    finds: [
      "seed phrase: «legal winner thank year wave sausage worth useful legal winner thank yellow»",
      'MNEMONIC="«letter advice cage absurd amount doctor acoustic avoid letter advice cage above»"',
      "recovery phrase:\n«zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo zoo wrong»",
    ],
    not: [
      "mnemonic: a pattern of letters that helps",
      "legal winner thank year wave sausage worth useful legal winner thank yellow",
      ["seed phrase: of 1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", "crypto-base58"],
    ],
  }),
];
