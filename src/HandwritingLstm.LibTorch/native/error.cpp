#include "shim.h"

#include <c10/util/Exception.h>

namespace htr {

std::string& last_error() {
    thread_local std::string text;
    return text;
}

void remember(const std::exception& error) {
    // libtorch's own exceptions carry a C++ back trace that nobody in C# can use.
    const auto* of_torch = dynamic_cast<const c10::Error*>(&error);
    last_error() = of_torch != nullptr ? of_torch->what_without_backtrace() : error.what();
}

}  // namespace htr

HTR_API const char* htr_last_error() {
    return htr::last_error().c_str();
}
