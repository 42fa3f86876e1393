{
  "target_defaults": {
    "cflags": ["-Wall", "-Wextra"],
    "cflags!": ["-Wno-unused-parameter"],
    "cflags_cc!": ["-std=gnu++17", "-std=gnu++20"],
    "cflags_cc": ["-std=c++17", "-O3", "-fno-exceptions", "-fvisibility=hidden"]
  },
  "targets": [
    {
      "target_name": "sluice",
      "sources": [
        "native/addon.cc",
        "native/automaton.cc",
        "native/batch.cc",
        "native/checksums.cc",
        "native/clean-texts.cc",
        "native/event-pump.cc",
        "native/fast-path-handle.cc",
        "native/fast-path.cc",
        "native/fingerprint.cc",
        "native/fold.cc",
        "native/gate-shapes.cc",
        "native/gate.cc",
        "native/hyperscan.cc",
        "native/lazy-dfa.cc",
        "native/literal-index.cc",
        "native/name-lists.cc",
        "native/near-masks.cc",
        "native/phone-plan.cc",
        "native/ruleset-alive.cc",
        "native/ruleset-gates.cc",
        "native/ruleset.cc",
        "native/scan-alive.cc",
        "native/scan-base64.cc",
        "native/scan-candidates.cc",
        "native/scan-finality.cc",
        "native/scan-gate.cc",
        "native/scan.cc",
        "native/sha256.cc",
        "native/spec.cc",
        "native/validators.cc",
        "native/word-index.cc"
      ],
      "include_dirs": [
        "<!@(node -p \"require('node-addon-api').include\")",
        "<!@(pkg-config --cflags-only-I libhs | sed s/-I//g)"
      ],
      "libraries": ["<!@(pkg-config --libs libhs)"],
      "defines": ["NAPI_VERSION=9", "NAPI_DISABLE_CPP_EXCEPTIONS", "NODE_ADDON_API_DISABLE_DEPRECATED", "NODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS"]
    },
    {
      "target_name": "uws_head",
      "sources": ["native/uws-head.cc"]
    }
  ]
}
