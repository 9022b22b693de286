using TorchSharp.Interop;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>A layer that libtorch has ready-made, and its parameters.</summary>
        public abstract class Module : IDisposable
        {
            private protected Module(LayerHandle handle, Device? device)
            {
                Failure.ThrowIf(handle.IsInvalid);
                Handle = handle;
                if (device is { type: DeviceType.CUDA })
                {
                    Failure.ThrowIf(NativeMethods.htr_module_to(handle, device.Number) == 0);
                }
            }

            private protected LayerHandle Handle { get; }

            /// <summary>A parameter by torch's name, such as <c>weight_ih_l0_reverse</c>; null where there is none.</summary>
            public Parameter? get_parameter(string target)
            {
                var found = NativeMethods.htr_module_parameter(Handle, target);
                return found.IsInvalid && string.IsNullOrEmpty(NativeMethods.htr_last_error()) ? null : new Parameter(found);
            }

            /// <summary>All parameters with torch's names, in torch's order.</summary>
            public IEnumerable<(string name, Parameter parameter)> named_parameters()
            {
                for (var place = 0; NativeMethods.htr_module_parameter_name(Handle, place) is { } name; place++)
                {
                    yield return (name, get_parameter(name)!);
                }
            }

            /// <inheritdoc/>
            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            /// <summary>Frees the layer.</summary>
            protected virtual void Dispose(bool disposing)
            {
                if (disposing)
                {
                    Handle.Dispose();
                }
            }
        }
    }
}
