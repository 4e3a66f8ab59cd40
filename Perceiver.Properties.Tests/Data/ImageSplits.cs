using Perceiver.Config;
using Perceiver.Data;

namespace Perceiver.Properties.Tests.Data;

/// <summary>A divided data set of images.</summary>
internal sealed record ImageSplits(
    ImageSet Train,
    ImageSet Validation,
    ImageSet Test,
    EquatableArray<string> ClassNames
);
