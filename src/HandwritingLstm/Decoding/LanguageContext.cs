using System.Runtime.CompilerServices;

namespace HandwritingLstm.Decoding;

/// <summary>What a language model knows of the characters before the next one: the nodes of the last 1, 2, … 7 of them.</summary>
/// <remarks>From <see cref="CharacterLanguageModel.LineBegin"/> and <see cref="CharacterLanguageModel.Next"/>; of use for that model alone.</remarks>
[InlineArray(CharacterLanguageModel.MaximumOrder - 1)]
public struct LanguageContext
{
    private int _node; // 1 + the node, 0 = the model does not know these characters
}
