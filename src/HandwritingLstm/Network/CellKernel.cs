using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Network;

/// <summary>The walks of a recurrent cell, compiled for the widest vectors of this processor.</summary>
/// <param name="Walk">Walks along the columns of some lines.</param>
/// <param name="WalkBack">Walks back.</param>
/// <param name="AddPeepholeGradients">Adds the gradients of the peepholes of some vectors of units.</param>
internal sealed record CellKernel(
    Action<RecurrentWalk, Range> Walk, Action<RecurrentWalk, Range> WalkBack, Action<RecurrentWalk, Range> AddPeepholeGradients)
{
    /// <summary>The walks of a cell.</summary>
    public static CellKernel Of(RecurrentCell cell) => (cell switch
    {
        RecurrentCell.Lstm => Lanes.Widest<Func<CellKernel>>(Of<LstmCell<Lanes512>>, Of<LstmCell<Lanes256>>, Of<LstmCell<Lanes128>>),
        RecurrentCell.PeepholeLstm =>
            Lanes.Widest<Func<CellKernel>>(Of<PeepholeLstmCell<Lanes512>>, Of<PeepholeLstmCell<Lanes256>>, Of<PeepholeLstmCell<Lanes128>>),
        RecurrentCell.CoupledLstm =>
            Lanes.Widest<Func<CellKernel>>(Of<CoupledLstmCell<Lanes512>>, Of<CoupledLstmCell<Lanes256>>, Of<CoupledLstmCell<Lanes128>>),
        RecurrentCell.Gru => Lanes.Widest<Func<CellKernel>>(Of<GruCell<Lanes512>>, Of<GruCell<Lanes256>>, Of<GruCell<Lanes128>>),
        _ => Lanes.Widest<Func<CellKernel>>(Of<SimpleCell<Lanes512>>, Of<SimpleCell<Lanes256>>, Of<SimpleCell<Lanes128>>),
    })();

    private static CellKernel Of<TCell>()
        where TCell : struct, IRecurrentCell => new(
            static (direction, lines) => direction.Walk<TCell>(lines),
            static (direction, lines) => direction.WalkBack<TCell>(lines),
            static (direction, vectors) => direction.AddPeepholeGradients<TCell>(vectors));
}
