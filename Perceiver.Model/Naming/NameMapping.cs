namespace Perceiver.Model;

/// <summary>One parameter under its name here and in another program.</summary>
/// <param name="Ours">Its path in <see cref="PerceiverParameters"/>.</param>
/// <param name="Theirs">Its name there.</param>
/// <param name="Layout">Its layout there.</param>
public sealed record NameMapping(string Ours, string Theirs, TensorLayout Layout);
