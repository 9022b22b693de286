using System.Runtime.InteropServices;

namespace HandwritingLstm.Imaging;

/// <summary>Owns a <c>PIX</c>, Leptonica's image.</summary>
internal sealed class LeptonicaPix : SafeHandle
{
    /// <summary>Empty; the marshaller fills it.</summary>
    public LeptonicaPix()
        : base(0, ownsHandle: true)
    {
    }

    /// <inheritdoc/>
    public override bool IsInvalid => handle == 0;

    /// <inheritdoc/>
    protected override bool ReleaseHandle()
    {
        LeptonicaLibrary.pixDestroy(ref handle);
        return true;
    }
}
