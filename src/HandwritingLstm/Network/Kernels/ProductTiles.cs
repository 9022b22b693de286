using System.Runtime.Intrinsics.X86;

namespace HandwritingLstm.Network.Kernels;

/// <summary>Cuts one panel's rows into register tiles.</summary>
internal static unsafe class ProductTiles
{
    /// <summary>Lanes of the vectors that the tiles are made of.</summary>
    public static int LaneCount => Avx512F.IsSupported ? Lanes512.Count : Fma.IsSupported ? Lanes256.Count : Lanes128.Count;

    /// <summary>A panel's product for all rows of A.</summary>
    public static void Rows(int rows, int width, int depth, float* a, nint aRow, float* b, nint bStep, float* c, nint cRow, bool accumulate)
    {
        if (Avx512F.IsSupported)
        {
            if (width == Product.PanelWidth)
            {
                RowsInPairs<Lanes512>(rows, depth, a, aRow, b, bStep, c, cRow, accumulate);
            }
            else
            {
                RowsInSingles(rows, depth, a, aRow, b, bStep, c, cRow, accumulate);
            }
        }
        else if (Fma.IsSupported)
        {
            for (var v = 0; v < width; v += 2 * Lanes256.Count)
            {
                RowsInPairs<Lanes256>(rows, depth, a, aRow, b + v, bStep, c + v, cRow, accumulate);
            }
        }
        else
        {
            for (var v = 0; v < width; v += 2 * Lanes128.Count)
            {
                RowsInPairs<Lanes128>(rows, depth, a, aRow, b + v, bStep, c + v, cRow, accumulate);
            }
        }
    }

    private static void RowsInPairs<T>(int rows, int depth, float* a, nint aRow, float* b, nint bStep, float* c, nint cRow, bool accumulate)
        where T : struct, ILanes<T>
    {
        while (rows > 0)
        {
            var height = TileHeight.For(rows, T.Count);
            switch (height)
            {
                case 12: RowTiles.Rows12Vectors2<T>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 8: RowTiles.Rows8Vectors2<T>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 6: RowTiles.Rows6Vectors2<T>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 4: RowTiles.Rows4Vectors2<T>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 2: RowTiles.Rows2Vectors2<T>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                default: RowTiles.Rows1Vectors2<T>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
            }

            rows -= height;
            a += height * aRow;
            c += height * cRow;
        }
    }

    // A panel of 16 columns is one vector of AVX-512.
    private static void RowsInSingles(int rows, int depth, float* a, nint aRow, float* b, nint bStep, float* c, nint cRow, bool accumulate)
    {
        while (rows > 0)
        {
            var height = TileHeight.For(rows, Lanes512.Count);
            switch (height)
            {
                case 12: RowTiles.Rows12Vectors1<Lanes512>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 8: RowTiles.Rows8Vectors1<Lanes512>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 6: RowTiles.Rows6Vectors1<Lanes512>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 4: RowTiles.Rows4Vectors1<Lanes512>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                case 2: RowTiles.Rows2Vectors1<Lanes512>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
                default: RowTiles.Rows1Vectors1<Lanes512>(depth, a, aRow, b, bStep, c, cRow, accumulate); break;
            }

            rows -= height;
            a += height * aRow;
            c += height * cRow;
        }
    }

    /// <summary>A panel's gradient for all columns of A, added; A and B are packed, C lies without gaps.</summary>
    public static void Transposed(int rows, int width, int depth, float* a, float* b, float* c)
    {
        if (Avx512F.IsSupported)
        {
            if (width == Product.PanelWidth)
            {
                TransposedInPairs<Lanes512>(rows, depth, a, b, width, c);
            }
            else
            {
                TransposedInSingles(rows, depth, a, b, width, c);
            }
        }
        else if (Fma.IsSupported)
        {
            for (var v = 0; v < width; v += 2 * Lanes256.Count)
            {
                TransposedInPairs<Lanes256>(rows, depth, a, b + v, width, c + v);
            }
        }
        else
        {
            for (var v = 0; v < width; v += 2 * Lanes128.Count)
            {
                TransposedInPairs<Lanes128>(rows, depth, a, b + v, width, c + v);
            }
        }
    }

    private static void TransposedInPairs<T>(int rows, int depth, float* a, float* b, int width, float* c)
        where T : struct, ILanes<T>
    {
        while (rows > 0)
        {
            var height = TileHeight.For(rows, T.Count);
            switch (height)
            {
                case 12: TransposedTiles.Rows12Vectors2<T>(depth, a, b, width, c, width, true); break;
                case 8: TransposedTiles.Rows8Vectors2<T>(depth, a, b, width, c, width, true); break;
                case 6: TransposedTiles.Rows6Vectors2<T>(depth, a, b, width, c, width, true); break;
                case 4: TransposedTiles.Rows4Vectors2<T>(depth, a, b, width, c, width, true); break;
                case 2: TransposedTiles.Rows2Vectors2<T>(depth, a, b, width, c, width, true); break;
                default: TransposedTiles.Rows1Vectors2<T>(depth, a, b, width, c, width, true); break;
            }

            rows -= height;
            a += height * depth;
            c += height * width;
        }
    }

    // A panel of 16 columns is one vector of AVX-512.
    private static void TransposedInSingles(int rows, int depth, float* a, float* b, int width, float* c)
    {
        while (rows > 0)
        {
            var height = TileHeight.For(rows, Lanes512.Count);
            switch (height)
            {
                case 12: TransposedTiles.Rows12Vectors1<Lanes512>(depth, a, b, width, c, width, true); break;
                case 8: TransposedTiles.Rows8Vectors1<Lanes512>(depth, a, b, width, c, width, true); break;
                case 6: TransposedTiles.Rows6Vectors1<Lanes512>(depth, a, b, width, c, width, true); break;
                case 4: TransposedTiles.Rows4Vectors1<Lanes512>(depth, a, b, width, c, width, true); break;
                case 2: TransposedTiles.Rows2Vectors1<Lanes512>(depth, a, b, width, c, width, true); break;
                default: TransposedTiles.Rows1Vectors1<Lanes512>(depth, a, b, width, c, width, true); break;
            }

            rows -= height;
            a += height * depth;
            c += height * width;
        }
    }
}
