using System.Diagnostics;
using System.Globalization;
using HandwritingLstm.Network.Kernels;

namespace HandwritingLstm.Benchmarks;

/// <summary>The kernels on one core, with the shapes of the shipped network, beside the peak measured between them.</summary>
internal static unsafe class KernelBenchmark
{
    private const double Seconds = 0.05; // of one measurement
    private const int Columns = 2112;    // 16 lines of 132 columns

    private static readonly Random _numbers = new(1);
    private static readonly List<FloatBuffer> _buffers = [];

    private delegate void Convolve(
        float* x, nint xPitch, int inputStride, float* u, float* y, nint yPitch, int outputStride, int height, int width, float* scratch);

    private delegate void AddGradient(
        float* x, nint xPitch, int inputStride, float* dy, nint yPitch, int outputStride, int height, int width, float* du, float* scratch);

    public static void Run(int rounds)
    {
        Machine.Print("Kernels on one core, f32");
        List<IContender> contenders =
        [
            new Contender("fused multiply-add, registers only (the peak)", FmaPeak.Measure),
            Product("LSTM, sums of the input 2112×384 · 384×768", Columns, 384, 768),
            Product("LSTM, gradient of the input 2112×768 · 768×384", Columns, 768, 384),
            Product("LSTM, a step of 12 lines 12×192 · 192×768", 12, 192, 768),
            Product("LSTM, a step of 1 line 1×192 · 192×768", 1, 192, 768),
            Gradient("LSTM, gradient of the weights 384×2112 · 2112×768", Columns, 384, 768),
            Recognition("convolution 64→64, 12×132, Winograd F(4×4) as direct", 64, 12, 132),
            Recognition("convolution 128→128, 6×132, Winograd F(4×4) as direct", 128, 6, 132),
            Training("convolution 64→64, 12×132, Winograd F(2×2) as direct", 64, 12, 132),
            Training("convolution 128→128, 6×132, Winograd F(2×2) as direct", 128, 6, 132),
            ConvolutionGradient("its gradient of the weights, Winograd as direct", 128, 6, 132),
        ];
        if (Int8Tile.IsSupported)
        {
            contenders.Add(new Contender($"8-bit products, {Int8Tile.Instructions}, inner loop only", Int8Tile.Measure));
        }

        var medians = Contest.Hold(contenders, rounds);
        Console.WriteLine("| kernel | GFLOP/s | of the peak |");
        Console.WriteLine("|---|---|---|");
        for (var i = 0; i < medians.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {contenders[i].Name} | {medians[i]:0} | {medians[i] / medians[0]:0 %} |"));
        }

        _buffers.ForEach(buffer => buffer.Dispose());
    }

    private static Contender Product(string name, int rows, int depth, int columns)
    {
        var (a, c) = (Random(rows * depth), Random(rows * columns));
        var b = Random(depth * columns);
        return Timed(name, 2.0 * rows * depth * columns, () => Network.Kernels.Product.Multiply(
            rows, columns, depth, a.Pointer, depth, b.Pointer, depth * Network.Kernels.Product.PanelWidth, 0, c.Pointer, columns, false));
    }

    private static Contender Gradient(string name, int rows, int depth, int columns)
    {
        var (a, b, c) = (Random(rows * depth), Random(rows * columns), Random(depth * columns));
        return Timed(name, 2.0 * rows * depth * columns, () => Network.Kernels.Product.AddTransposed(
            depth, columns, rows, a.Pointer, depth, b.Pointer, columns, c.Pointer, depth * Network.Kernels.Product.PanelWidth, 0));
    }

    private static Contender Recognition(string name, int channels, int height, int width) => Convolution(
        name, channels, height, width, WideWinogradBlock.Elements, WideWinogradBlock.ScratchLength(channels, channels),
        Lanes.Widest<Convolve>(WideWinograd<Lanes512>.Convolve, WideWinograd<Lanes256>.Convolve, WideWinograd<Lanes128>.Convolve));

    private static Contender Training(string name, int channels, int height, int width) => Convolution(
        name, channels, height, width, WinogradBlock.Elements, WinogradBlock.ScratchLength(channels, channels),
        Lanes.Widest<Convolve>(Winograd<Lanes512>.Convolve, Winograd<Lanes256>.Convolve, Winograd<Lanes128>.Convolve));

    private static Contender Convolution(string name, int channels, int height, int width, int elements, int scratchLength, Convolve convolve)
    {
        var pitch = (width + 3) * channels; // an odd edge is rounded up
        var (x, y) = (Random((height + 3) * pitch), Random((height + 3) * pitch));
        var (weights, scratch) = (Random(elements * channels * channels), Random(scratchLength));
        return Timed(name, 18.0 * channels * channels * height * width, () => convolve(
            x.Pointer, pitch, channels, weights.Pointer, y.Pointer, pitch, channels, height, width, scratch.Pointer));
    }

    private static Contender ConvolutionGradient(string name, int channels, int height, int width)
    {
        var pitch = (width + 3) * channels;
        var (x, dy) = (Random((height + 3) * pitch), Random((height + 3) * pitch));
        var weights = Random(WinogradBlock.Elements * channels * channels);
        var scratch = Random(WinogradBlock.ScratchLength(channels, channels));
        var add = Lanes.Widest<AddGradient>(
            Winograd<Lanes512>.AddWeightGradient, Winograd<Lanes256>.AddWeightGradient, Winograd<Lanes128>.AddWeightGradient);
        return Timed(name, 18.0 * channels * channels * height * width, () => add(
            x.Pointer, pitch, channels, dy.Pointer, pitch, channels, height, width, weights.Pointer, scratch.Pointer));
    }

    private static Contender Timed(string name, double operations, Action work) => new(name, () =>
    {
        var clock = Stopwatch.StartNew();
        var times = 0;
        while (clock.Elapsed.TotalSeconds < Seconds)
        {
            work();
            times++;
        }

        return operations * times / clock.Elapsed.TotalSeconds / 1e9;
    });

    private static FloatBuffer Random(int length)
    {
        var buffer = new FloatBuffer(length);
        foreach (ref var value in buffer.Span)
        {
            value = (_numbers.NextSingle() - 0.5f) / 100;
        }

        _buffers.Add(buffer);
        return buffer;
    }
}
