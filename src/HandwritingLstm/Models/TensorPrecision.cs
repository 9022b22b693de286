namespace HandwritingLstm.Models;

/// <summary>How the values of a tensor are stored in a file; in memory they are always 32-bit floats.</summary>
public enum TensorPrecision
{
    /// <summary>IEEE 754 binary32, 4 bytes: exact.</summary>
    F32,

    /// <summary>IEEE 754 binary16, 2 bytes: 11 significant bits, up to 65,504.</summary>
    F16,

    /// <summary>bfloat16, 2 bytes: 8 significant bits, the range of binary32.</summary>
    BF16,
}
