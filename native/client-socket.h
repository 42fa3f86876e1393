// A client's socket of uWebSockets.js: native/uws-head.cc finds it, and native/event-pump.cc writes to it. From one addon to the other it goes in an
// external value.
#pragma once

#include <cstdint>

namespace sluice {

struct ClientSocket {
  static constexpr uint64_t kMark = 0x736c756963654353;

  // How many bytes the kernel took; with fewer than there are, uWebSockets.js says when it takes more.
  int32_t write(const uint8_t* bytes, int32_t count) const { return write_(0, socket, reinterpret_cast<const char*>(bytes), count, 0); }

  // So that no other external value is taken for one.
  uint64_t mark;
  // us_socket_write of its binary (libusockets.h): 0 once the socket is closed.
  int (*write_)(int isSecure, void* socket, const char* bytes, int count, int isMoreToCome);
  // Good until the response is over.
  void* socket;
};

}  // namespace sluice
