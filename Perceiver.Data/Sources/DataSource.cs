namespace Perceiver.Data;

/// <summary>A data set as it is stored.</summary>
/// <param name="Examples">The examples for training, or all of them where the data set is not divided.</param>
/// <param name="Test">The examples that the data set itself sets aside for testing; null where it does not.</param>
internal sealed record DataSource(ExampleSource Examples, ExampleSource? Test);
