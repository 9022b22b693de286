using System.Globalization;

namespace HandwritingLstm.Network;

/// <summary>Builds a network description from VGSL text.</summary>
/// <remarks>
/// Written as in Tesseract and kraken, with one exception: the strides of a convolution stand before its channels
/// (<c>Cr3,3,2,2,16</c>), where kraken puts them last. Our extensions, with letters that neither uses so: <c>Yboth</c>,
/// <c>Ymax</c>, <c>Ymean</c> (rows to one), <c>W2,4</c> (window to channels), <c>R</c>, <c>Lp</c>, <c>Lc</c> (recurrent cells,
/// written like <c>L</c> and <c>G</c>: <c>Lpbx64</c>), <c>M4,10</c> (multidimensional LSTM; <c>Ml</c> stable, <c>Ms</c> summed).
/// </remarks>
internal static class VgslParser
{
    public const string OutputIsMissing =
        "the output is missing; end with O1c and the number of labels, or with O1c0 for as many as the alphabet needs";

    private const string InputForm = "write [batch,height,width,channels …, such as [1,48,0,1 …";
    private const string BatchNormForm = "write it as Bn";
    private const string ConvolutionForm = "write it as C(s,t,r,l,m)y,x[,sy,sx],d, such as Cr3,3,16";
    private const string DropoutForm = "write it as Do[p][,dim], such as Do0.3 or Do0.3,2";
    private const string PoolingForm = "write it as Mp y,x[,sy,sx], such as Mp2,2";
    private const string CollapseForm = "write it as Ymax, Ymean or Yboth";
    private const string ReshapeForm = "write it as S1(1x0)1,3: the rows become channels";
    private const string WindowForm = "write it as W y,x, such as W2,4: the pixels of a window become channels";
    private const string RecurrentForm = "write it as (L,Lp,Lc,G,R)(f,r,b)(x,y)[s]n, such as Lbx192";
    private const string MultidimensionalForm = "write it as M[l][s](1,2,4),n, such as M4,10";
    private const string OutputForm = "write it as O1c and the number of labels, such as O1c80";

    /// <exception cref="RecognitionException">Something is wrong; the message names the token and its position.</exception>
    public static NetworkSpec Parse(string vgsl)
    {
        ArgumentNullException.ThrowIfNull(vgsl);

        var text = vgsl.TrimEnd();
        var start = text.Length - text.TrimStart().Length;
        if (!text.AsSpan(start).StartsWith('['))
        {
            throw new VgslToken(text[start..], start).Error("a network begins with '['; " + InputForm);
        }

        if (!text.EndsWith(']'))
        {
            var last = text.AsSpan(start).LastIndexOfAny(" \t\r\n[") + start + 1;
            throw new VgslToken(text[last..], last).Error("a network ends with ']'; is the text cut off?");
        }

        var end = text.Length - 1;
        var tokens = VgslToken.Split(text, start + 1, end);
        if (tokens.Count == 0)
        {
            throw new VgslToken("[]", start).Error("the network is empty; " + InputForm);
        }

        var network = new NetworkBuilder(Height(new VgslTokenReader(tokens[0])));
        foreach (var token in tokens.Skip(1))
        {
            if (network.Add(Layer(new VgslTokenReader(token), network.Shape)) is { } wrong)
            {
                throw token.Error(wrong);
            }
        }

        return network.IsComplete
            ? new NetworkSpec(network.InputHeight, network.Layers)
            : throw new VgslToken("]", end).Error(OutputIsMissing);
    }

    private static int Height(VgslTokenReader token)
    {
        token.Form = InputForm;
        if (token.Integers() is not [var batch, var height, var width, var channels])
        {
            throw token.Error("the input has four numbers; " + InputForm);
        }

        token.End();
        var wrong = batch > 1 ? "the batch must be 1 (or 0): the engine chooses how many lines it reads at once"
            : NetworkBuilder.WhatIsWrongWithHeight(height) is { } wrongHeight ? wrongHeight
            : width != 0 ? "the width must be 0, which means variable: lines are as wide as they are"
            : channels != NetworkSpec.InputChannels ? "the channels must be 1: the line image has ink and nothing else"
            : null;
        return wrong is null ? height : throw token.Error(wrong);
    }

    private static LayerSpec Layer(VgslTokenReader token, LayerShape shape)
    {
        var letters = token.Letters();
        LayerSpec layer = letters switch
        {
            "Bn" => BatchNorm(token),
            "Do" => Dropout(token),
            "Mp" => MaxPooling(token),
            "S" => HeightToChannels(token, shape),
            "O" => Output(token),
            ['Y', ..] => Collapse(token, letters),
            ['C', ..] => Convolution(token, letters),
            "W" => Window(token),
            "M" or "Ml" or "Ms" or "Mls" => Multidimensional(token, letters),
            ['L' or 'G' or 'R', ..] => Recurrent(token, letters),
            _ => throw token.Error("this is no layer; layers are C (convolution), Bn (batch normalisation), Do (dropout), " +
                "Mp (max pooling), W (window to channels), Ymax, Ymean, Yboth and S1(1x0)1,3 (rows to one), L, Lp, Lc (LSTM), " +
                "G (GRU), R (simple RNN), M (multidimensional LSTM), O1c (output)"),
        };
        token.End();
        return layer;
    }

    private static BatchNormSpec BatchNorm(VgslTokenReader token)
    {
        token.Form = BatchNormForm;
        return new BatchNormSpec();
    }

    private static DropoutSpec Dropout(VgslTokenReader token)
    {
        token.Form = DropoutForm;
        var probability = token.Decimal() ?? 0.5f;
        return new DropoutSpec(probability, token.TryTake(',') ? token.Integer() : 1);
    }

    private static MaxPoolingSpec MaxPooling(VgslTokenReader token)
    {
        token.Form = PoolingForm;
        return token.Integers() switch
        {
            [var height, var width] => new MaxPoolingSpec(height, width, height, width),
            [var height, var width, var strideY, var strideX] => new MaxPoolingSpec(height, width, strideY, strideX),
            _ => throw token.Error("a pooling has two or four numbers; " + PoolingForm),
        };
    }

    private static HeightToChannelsSpec HeightToChannels(VgslTokenReader token, LayerShape shape)
    {
        token.Form = ReshapeForm;
        token.Expect("1(1x");
        var rows = token.Integer();
        token.Expect(")1,3");
        return rows == 0 || rows == shape.Height
            ? new HeightToChannelsSpec()
            : throw token.Error(string.Create(
                CultureInfo.InvariantCulture, $"it reshapes {rows} rows, but {shape.Height} are left here; write S1(1x0)1,3"));
    }

    private static HeightCollapseSpec Collapse(VgslTokenReader token, string letters)
    {
        token.Form = CollapseForm;
        return new HeightCollapseSpec(letters switch
        {
            "Ymax" => HeightCollapse.Maximum,
            "Ymean" => HeightCollapse.Mean,
            "Yboth" => HeightCollapse.Both,
            _ => throw token.Error("this is no way to collapse the rows; " + CollapseForm),
        });
    }

    private static ConvolutionSpec Convolution(VgslTokenReader token, string letters)
    {
        token.Form = ConvolutionForm;
        if (letters is not [_, var letter] || ActivationLetter.Parse(letter) is not { } activation)
        {
            throw token.Error("after C comes one activation: s (sigmoid), t (tanh), r (ReLU), l (linear) or m (softmax); " + ConvolutionForm);
        }

        return token.Integers() switch
        {
            [var y, var x, var channels] => new ConvolutionSpec(activation, y, x, 1, 1, channels),
            [var y, var x, var strideY, var strideX, var channels] => new ConvolutionSpec(activation, y, x, strideY, strideX, channels),
            _ => throw token.Error("a convolution has three or five numbers; " + ConvolutionForm),
        };
    }

    private static RecurrentSpec Recurrent(VgslTokenReader token, string letters)
    {
        token.Form = RecurrentForm;
        if (RecurrentCellLetters.Parse(letters) is not { } cell
            || letters[RecurrentCellLetters.Of(cell).Length..] is not { } walk
            || walk is not (['f' or 'r' or 'b', 'x' or 'y'] or ['f' or 'r' or 'b', 'x' or 'y', 's']))
        {
            throw token.Error(
                "after the cell come the direction f (forwards), r (reverse) or b (both), the axis x or y, and s to summarise; " + RecurrentForm);
        }

        return new RecurrentSpec(
            cell,
            walk[0] switch { 'f' => RecurrentDirection.Forward, 'r' => RecurrentDirection.Reverse, _ => RecurrentDirection.Bidirectional },
            walk[1] == 'x' ? RecurrentAxis.X : RecurrentAxis.Y,
            walk.Length == 3,
            token.Integer());
    }

    private static MultidimensionalSpec Multidimensional(VgslTokenReader token, string letters)
    {
        token.Form = MultidimensionalForm;
        return token.Integers() is [var directions, var units]
            ? new MultidimensionalSpec(directions, units, letters.Contains('l', StringComparison.Ordinal), letters.EndsWith('s'))
            : throw token.Error("a multidimensional LSTM has two numbers, its directions and its cells; " + MultidimensionalForm);
    }

    private static WindowSpec Window(VgslTokenReader token)
    {
        token.Form = WindowForm;
        return token.Integers() is [var height, var width]
            ? new WindowSpec(height, width)
            : throw token.Error("a window has two numbers; " + WindowForm);
    }

    private static OutputSpec Output(VgslTokenReader token)
    {
        token.Form = OutputForm;
        token.Expect("1c");
        return new OutputSpec(token.Integer());
    }
}
