// Devices, threads and random numbers.
#include "shim.h"

#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

#if !defined(_WIN32)
#include <dlfcn.h>
#endif

HTR_API int htr_cuda_is_available() {
    return htr::guarded<int>(-1, [] { return torch::cuda::is_available() ? 1 : 0; });
}

HTR_API int htr_cuda_device_count() {
    return htr::guarded<int>(-1, [] { return static_cast<int>(torch::cuda::device_count()); });
}

HTR_API int htr_cuda_synchronize(int device) {
    return htr::guarded<int>(0, [&] {
        torch::cuda::synchronize(device);
        return 1;
    });
}

HTR_API int htr_manual_seed(int64_t seed) {
    return htr::guarded<int>(0, [&] {
        at::manual_seed(static_cast<uint64_t>(seed));
        return 1;
    });
}

HTR_API int htr_get_num_threads() {
    return at::get_num_threads();
}

// torch shares its products out over its own threads. An OpenBLAS that shares each part out once more makes a step of
// training take 4.3 s in place of 0.65 s on two cores (measured), so it is held to one thread.
HTR_API int htr_set_num_threads(int threads) {
    return htr::guarded<int>(0, [&] {
        at::set_num_threads(threads);
#if !defined(_WIN32)
        for (const char* name : {"libopenblas.so.0", "libblas.so.3"}) {
            // RTLD_NOLOAD: only if torch has brought it along.
            if (void* library = dlopen(name, RTLD_LAZY | RTLD_NOLOAD)) {
                if (auto set = reinterpret_cast<void (*)(int)>(dlsym(library, "openblas_set_num_threads"))) {
                    set(1);
                }
                dlclose(library);
            }
        }
#endif
        return 1;
    });
}

HTR_API const char* htr_torch_version() {
    return TORCH_VERSION;
}
