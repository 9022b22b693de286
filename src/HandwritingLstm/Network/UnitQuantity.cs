namespace HandwritingLstm.Network;

/// <summary>What one can see of a unit of a recurrent layer; which of it there is, its cell decides.</summary>
public enum UnitQuantity
{
    /// <summary>How much of the cell input is taken in, 0 to 1.</summary>
    InputGate,

    /// <summary>How much of the state before is kept, 0 to 1. Coupled gates have none of their own: it is 1 − the input gate.</summary>
    ForgetGate,

    /// <summary>In a multidimensional cell: how much of the state of the pixel before in x is kept, 0 to 1.</summary>
    ForgetGateX,

    /// <summary>The same in y.</summary>
    ForgetGateY,

    /// <summary>In a stable multidimensional cell: the share of the state before in x, 0 to 1; the rest is that in y.</summary>
    MixingGate,

    /// <summary>In a gated recurrent unit: how much of the output before the cell input sees, 0 to 1.</summary>
    ResetGate,

    /// <summary>In a gated recurrent unit: how much of the output before is kept, 0 to 1.</summary>
    UpdateGate,

    /// <summary>How much of the state is shown, 0 to 1.</summary>
    OutputGate,

    /// <summary>What may enter the state, −1 to 1.</summary>
    CellInput,

    /// <summary>The cell's state.</summary>
    State,

    /// <summary>The unit's output, −1 to 1.</summary>
    Output,
}
