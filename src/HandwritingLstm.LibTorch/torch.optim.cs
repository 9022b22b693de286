using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>Optimisers.</summary>
    public static class optim
    {
        /// <summary>Adam with decoupled weight decay.</summary>
        /// <remarks>Loshchilov and Hutter, "Decoupled weight decay regularization", ICLR 2019, algorithm 2.</remarks>
        public static AdamW AdamW(
            IEnumerable<Parameter> parameters, double lr = 1e-3, double beta1 = 0.9, double beta2 = 0.999,
            double eps = 1e-8, double weight_decay = 0, bool amsgrad = false) =>
            new(parameters, lr, beta1, beta2, eps, weight_decay, amsgrad);
    }
}
