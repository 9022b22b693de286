using HandwritingLstm.Imaging;
using HandwritingLstm.Training.Data;

namespace HandwritingLstm.Training.Tests.Data;

/// <summary>The naive twin of <see cref="Augmentation"/>: double precision, one pixel at a time, images as [column, row].</summary>
internal static class NaiveAugmentation
{
    public static double[,] Apply(ColumnSequence line, Distortion distortion, DisplacementField? field)
    {
        var height = line.Height;
        var source = new double[line.ColumnCount, height];
        for (var t = 0; t < line.ColumnCount; t++)
        {
            for (var y = 0; y < height; y++)
            {
                source[t, y] = line.Column(t)[y];
            }
        }

        var image = Warp(source, distortion, field);
        image = Map(image, (x, y) => Pen(image, x, y, distortion.Pen));
        image = Map(image, (x, y) => ((1 - (2 * distortion.Blur)) * image[x, y]) + (distortion.Blur * (At(image, x - 1, y) + At(image, x + 1, y))));
        image = Map(image, (x, y) => ((1 - (2 * distortion.Blur)) * image[x, y]) + (distortion.Blur * (At(image, x, y - 1) + At(image, x, y + 1))));
        image = Trim(image, source, distortion.Width);
        return Map(image, (x, y) => Math.Min(1, image[x, y] * distortion.Ink));
    }

    private static double[,] Warp(double[,] source, Distortion distortion, DisplacementField? field)
    {
        var width = distortion.ColumnCountFor(source.GetLength(0), source.GetLength(1));
        var height = source.GetLength(1);
        var along = new float[height];
        var down = new float[height];
        return Map(new double[width, height], (x, y) =>
        {
            field?.Column(x, 0, along);
            field?.Column(x, 1, down);

            // What was done to the pixel, undone step by step: shift, rotation, shear, scale, warp.
            var px = x - ((width - 1) / 2.0);
            var py = y - ((height - 1) / 2.0) - distortion.Shift;
            var qx = (Math.Cos(distortion.Rotation) * px) + (Math.Sin(distortion.Rotation) * py);
            var qy = (Math.Cos(distortion.Rotation) * py) - (Math.Sin(distortion.Rotation) * px);
            qx += distortion.Shear * qy;
            var u = ((source.GetLength(0) - 1) / 2.0) + (qx / distortion.Width) + along[y];
            var v = ((height - 1) / 2.0) + (qy / distortion.Height) + down[y];

            var i = (int)Math.Floor(u);
            var j = (int)Math.Floor(v);
            return ((1 - (u - i)) * (1 - (v - j)) * Paper(source, i, j))
                + ((u - i) * (1 - (v - j)) * Paper(source, i + 1, j))
                + ((1 - (u - i)) * (v - j) * Paper(source, i, j + 1))
                + ((u - i) * (v - j) * Paper(source, i + 1, j + 1));
        });
    }

    private static double Pen(double[,] image, int x, int y, double pen)
    {
        double[] cross = [image[x, y], At(image, x - 1, y), At(image, x + 1, y), At(image, x, y - 1), At(image, x, y + 1)];
        return ((1 - Math.Abs(pen)) * image[x, y]) + (Math.Abs(pen) * (pen > 0 ? cross.Max() : cross.Min()));
    }

    private static double[,] Trim(double[,] image, double[,] source, double scale)
    {
        var first = FirstInk(image, forwards: true);
        if (first == image.GetLength(0))
        {
            return image;
        }

        var start = Math.Max(0, first - (int)Math.Ceiling((float)(FirstInk(source, forwards: true) * scale)));
        var behind = Math.Max(0, FirstInk(image, forwards: false) - (int)Math.Ceiling((float)(FirstInk(source, forwards: false) * scale)));
        return Map(new double[image.GetLength(0) - start - behind, image.GetLength(1)], (x, y) => image[x + start, y]);
    }

    // Columns before (or behind) the ink.
    private static int FirstInk(double[,] image, bool forwards)
    {
        var width = image.GetLength(0);
        for (var x = 0; x < width; x++)
        {
            for (var y = 0; y < image.GetLength(1); y++)
            {
                if (image[forwards ? x : width - 1 - x, y] >= 0.1)
                {
                    return x;
                }
            }
        }

        return width;
    }

    private static double[,] Map(double[,] shape, Func<int, int, double> pixel)
    {
        var result = new double[shape.GetLength(0), shape.GetLength(1)];
        for (var x = 0; x < result.GetLength(0); x++)
        {
            for (var y = 0; y < result.GetLength(1); y++)
            {
                result[x, y] = pixel(x, y);
            }
        }

        return result;
    }

    // Beyond the border: its nearest pixel.
    private static double At(double[,] image, int x, int y) =>
        image[Math.Clamp(x, 0, image.GetLength(0) - 1), Math.Clamp(y, 0, image.GetLength(1) - 1)];

    // Beyond the border: paper.
    private static double Paper(double[,] image, int x, int y) =>
        x < 0 || y < 0 || x >= image.GetLength(0) || y >= image.GetLength(1) ? 0 : image[x, y];
}
