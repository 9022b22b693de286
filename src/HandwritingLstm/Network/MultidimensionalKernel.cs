using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The walks of a multidimensional cell, compiled for the widest vectors of this processor.</summary>
/// <param name="Walk">Walks over the diagonals of some lines.</param>
/// <param name="WalkBack">Walks back; the last arguments are the thread and whether the input needs a gradient.</param>
internal sealed record MultidimensionalKernel(
    Action<MultidimensionalWalk, Range> Walk, Action<MultidimensionalWalk, Range, int, bool> WalkBack)
{
    /// <summary>The walks of a cell.</summary>
    public static MultidimensionalKernel Of(MultidimensionalSpec spec) => (spec.Stable
        ? Lanes.Widest<Func<MultidimensionalKernel>>(Of<StableLstmCell<Lanes512>>, Of<StableLstmCell<Lanes256>>, Of<StableLstmCell<Lanes128>>)
        : Lanes.Widest<Func<MultidimensionalKernel>>(
            Of<MultidimensionalLstmCell<Lanes512>>, Of<MultidimensionalLstmCell<Lanes256>>, Of<MultidimensionalLstmCell<Lanes128>>))();

    private static MultidimensionalKernel Of<TCell>()
        where TCell : struct, IMultidimensionalCell => new(
            static (walk, lines) => walk.Walk<TCell>(lines),
            static (walk, lines, thread, inputNeedsGradient) => walk.WalkBack<TCell>(lines, thread, inputNeedsGradient));
}
