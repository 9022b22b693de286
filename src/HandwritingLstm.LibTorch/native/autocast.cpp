// Which operations compute in half precision, for this thread and for one kind of device.
#include "shim.h"

#include <ATen/autocast_mode.h>
#include <torch/version.h>

namespace {

namespace autocast = at::autocast;

// libtorch 2.4 has one function for all kinds of devices; before, each kind has its own.
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)

bool enabled(at::DeviceType device) {
    return autocast::is_autocast_enabled(device);
}

void enable(at::DeviceType device, bool on) {
    autocast::set_autocast_enabled(device, on);
}

at::ScalarType precision(at::DeviceType device) {
    return autocast::get_autocast_dtype(device);
}

void set_precision(at::DeviceType device, at::ScalarType dtype) {
    autocast::set_autocast_dtype(device, dtype);
}

#else

bool enabled(at::DeviceType device) {
    return device == at::kCPU ? autocast::is_cpu_enabled() : autocast::is_enabled();
}

void enable(at::DeviceType device, bool on) {
    device == at::kCPU ? autocast::set_cpu_enabled(on) : autocast::set_enabled(on);
}

at::ScalarType precision(at::DeviceType device) {
    return device == at::kCPU ? autocast::get_autocast_cpu_dtype() : autocast::get_autocast_gpu_dtype();
}

void set_precision(at::DeviceType device, at::ScalarType dtype) {
    device == at::kCPU ? autocast::set_autocast_cpu_dtype(dtype) : autocast::set_autocast_gpu_dtype(dtype);
}

#endif

}  // namespace

// kind: torch's number of a kind of device, 0 = the processor, 1 = GPUs; negative = failed.
HTR_API int htr_autocast_enabled(int kind) {
    return htr::guarded<int>(-1, [&] { return enabled(static_cast<at::DeviceType>(kind)) ? 1 : 0; });
}

HTR_API int htr_autocast_dtype(int kind) {
    return htr::guarded<int>(-1, [&] { return static_cast<int>(precision(static_cast<at::DeviceType>(kind))); });
}

// 0 = failed.
HTR_API int htr_set_autocast(int kind, int on, int dtype) {
    return htr::guarded<int>(0, [&] {
        const auto device = static_cast<at::DeviceType>(kind);
        set_precision(device, static_cast<at::ScalarType>(dtype));
        enable(device, on != 0);
        return 1;
    });
}

HTR_API void htr_autocast_enter() {
    autocast::increment_nesting();
}

// Weights are converted once; what was kept of that goes with the outermost scope, for an optimiser changes them.
HTR_API void htr_autocast_leave() {
    if (autocast::decrement_nesting() == 0) {
        autocast::clear_cache();
    }
}
