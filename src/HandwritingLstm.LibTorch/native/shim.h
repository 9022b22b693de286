// The C ABI between C# and libtorch: one file of functions per family of operations.
// Every tensor is a handle that the caller frees with htr_tensor_free. A function that fails returns null (or a
// negative number) and leaves libtorch's text for htr_last_error, one text per thread.
#pragma once

#include <ATen/ATen.h>
#include <cstdint>
#include <exception>
#include <string>

#if defined(_WIN32)
#define HTR_API extern "C" __declspec(dllexport)
#else
#define HTR_API extern "C" __attribute__((visibility("default")))
#endif

using Handle = at::Tensor*;

namespace htr {

// The text of this thread's last failure.
std::string& last_error();

void remember(const std::exception& error);

// Runs work and turns what it throws into the text of last_error and `failed`.
template <typename Result, typename Work>
Result guarded(Result failed, Work&& work) {
    try {
        return work();
    } catch (const std::exception& error) {
        remember(error);
    } catch (...) {
        last_error() = "an exception that is no std::exception";
    }
    return failed;
}

// A new handle to what work returns.
template <typename Work>
Handle tensor(Work&& work) {
    return guarded<Handle>(nullptr, [&] { return new at::Tensor(work()); });
}

inline at::IntArrayRef list(const int64_t* values, int count) {
    return at::IntArrayRef(values, static_cast<size_t>(count));
}

// An argument that may be left out.
inline at::Tensor optional(Handle handle) {
    return handle == nullptr ? at::Tensor() : *handle;
}

}  // namespace htr
