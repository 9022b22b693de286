using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Numbers of one type in a box of any dimensions, on the processor or a GPU.</summary>
    /// <remarks>Methods whose name ends in _ change the tensor itself and return it.</remarks>
    public partial class Tensor : IDisposable
    {
        internal Tensor(TensorHandle handle)
        {
            Handle = handle.Checked();
            DisposeScope.Current?.Attach(this);
        }

        /// <summary>Number of tensors that nobody has disposed of yet.</summary>
        public static long TotalCount => TensorHandle.Live;

        /// <summary>The size of every dimension.</summary>
        public long[] shape
        {
            get
            {
                var sizes = new long[dim()];
                for (var i = 0; i < sizes.Length; i++)
                {
                    sizes[i] = NativeMethods.htr_tensor_size(Handle, i);
                }

                return sizes;
            }
        }

        /// <summary>The type of the values.</summary>
        public ScalarType dtype
        {
            get
            {
                var type = NativeMethods.htr_tensor_dtype(Handle);
                Failure.ThrowIf(type < 0);
                return (ScalarType)type;
            }
        }

        /// <summary>What the tensor lies on.</summary>
        public Device device
        {
            get
            {
                var number = NativeMethods.htr_tensor_device(Handle);
                Failure.ThrowIf(number < -1);
                return number < 0 ? CPU : new Device(DeviceType.CUDA, number);
            }
        }

        internal TensorHandle Handle { get; }

        internal DisposeScope? Scope { get; set; }

        /// <summary>Number of dimensions.</summary>
        public long dim()
        {
            var count = NativeMethods.htr_tensor_dimensions(Handle);
            Failure.ThrowIf(count < 0);
            return count;
        }

        /// <summary>Number of values.</summary>
        public long numel() => shape.Aggregate(1L, (product, size) => product * size);

        /// <summary>The values, which must be of the type <typeparamref name="T"/>.</summary>
        /// <exception cref="InvalidOperationException">They are of another type.</exception>
        public TensorAccessor<T> data<T>()
            where T : unmanaged => dtype == TypeOf<T>()
            ? new TensorAccessor<T>(this)
            : throw new InvalidOperationException($"The tensor's values are {dtype}, not {TypeOf<T>()}; convert them with to first.");

        /// <summary>The only value.</summary>
        public T item<T>()
            where T : unmanaged
        {
            using var converted = to(TypeOf<T>());
            var value = default(T);
            converted.data<T>().CopyTo(new Span<T>(ref value));
            return value;
        }

        /// <summary>The same values on another device; the tensor itself where it lies there already.</summary>
        public Tensor to(Device device, bool copy = false)
        {
            ArgumentNullException.ThrowIfNull(device);
            return new Tensor(NativeMethods.htr_tensor_to_device(Handle, device.Number, copy ? 1 : 0));
        }

        /// <summary>The values converted to another type.</summary>
        public Tensor to(ScalarType type, bool copy = false) => new(NativeMethods.htr_tensor_to_dtype(Handle, (int)type, copy ? 1 : 0));

        /// <summary>The values on the processor.</summary>
        public Tensor cpu() => to(CPU);

        /// <summary>Hands the tensor to the scope around the current one.</summary>
        public Tensor MoveToOuterDisposeScope() => Scope?.MoveToOuter(this) ?? this;

        /// <summary>Takes the tensor out of its scope: it lives until somebody disposes of it.</summary>
        public Tensor DetachFromDisposeScope() => Scope?.Detach(this) ?? this;

        /// <inheritdoc/>
        public void Dispose()
        {
            Dispose(true);
            GC.SuppressFinalize(this);
        }

        /// <summary>Frees the tensor.</summary>
        protected virtual void Dispose(bool disposing)
        {
            if (disposing)
            {
                Scope?.Forget(this);
                Scope = null;
                Handle.Dispose();
            }
        }

        private static ScalarType TypeOf<T>()
            where T : unmanaged => default(T) switch
            {
                float => ScalarType.Float32,
                double => ScalarType.Float64,
                long => ScalarType.Int64,
                int => ScalarType.Int32,
                byte => ScalarType.Byte,
                bool => ScalarType.Bool,
                _ => throw new NotSupportedException($"Tensors of {typeof(T).Name} are not read."),
            };

        // What an operation in place returns is the tensor itself once more.
        private Tensor InPlace(TensorHandle result)
        {
            var failed = result.IsInvalid;
            result.Dispose();
            Failure.ThrowIf(failed);
            return this;
        }
    }
}
