using System.Text.RegularExpressions;
using Perceiver.Config;
using Perceiver.Model;
using Xunit;
using Xunit.Abstractions;
using static Perceiver.Properties.Tests.Parity.Closeness;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Parity;

/// <summary>Models of every family: their outputs and gradients from given weights.</summary>
public sealed partial class ReferenceForwardTests(ITestOutputHelper output)
{
    public static IEnumerable<object[]> Cases => ReferenceFixture.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Outputs(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        var (parameters, statistics) = (Parameters(fixture), Statistics(fixture));
        var (config, expected) = (fixture.Runs, fixture.Case.Under("__output__."));
        double worst = 0;
        foreach (var answer in expected.Keys.Where(key => key.StartsWith("logits", StringComparison.Ordinal)))
        {
            Compare(answer, config, Like);
        }

        // The last of a sequence that was read token by token, with what was kept of the others.
        Compare("kv_cache_last_logits", config, (logits, _) => logits.narrow(1, logits.shape[1] - 1, 1));
        foreach (var state in (string[])["latents", "embeddings", "last_hidden_state"])
        {
            Compare(state, Encoder(config), (latents, _) => latents);
        }

        output.WriteLine(fixture.Case.Row("outputs", worst));

        void Compare(string answer, PerceiverConfig model, Func<Tensor, Tensor, Tensor> part)
        {
            if (expected.TryGetValue(answer, out var tensor))
            {
                var batch = ReferenceBatch.Of(fixture, Masked(fixture, answer));
                var run = PerceiverModel.Run(model, parameters, batch, null, statistics);
                var actual = part(
                    Answers(model, run).GetValueOrDefault(answer) ?? Answers(model, run)["logits"],
                    tensor
                );
                worst = Math.Max(worst, Error(actual, tensor));
                AssertClose(answer, actual, tensor, Tolerance(fixture));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Gradients(string name)
    {
        using var scope = NewDisposeScope();
        var fixture = ReferenceFixture.Load(name);
        var objectiveText = fixture.Case.Description.GetProperty("objective").GetString()!;
        var batch = ReferenceBatch.Of(fixture, WithMask().IsMatch(objectiveText));
        var statistics = Statistics(fixture);
        var (objective, gradients) = Differentiation.ValueAndGrad(
            p =>
                Answers(fixture.Runs, PerceiverModel.Run(fixture.Runs, p, batch, null, statistics))
                    .Select(answer =>
                        Like(answer.Value, fixture.Case.Tensors[$"__output__.{answer.Key}"]).square().mean()
                    )
                    .Aggregate((sum, mean) => sum.add(mean)),
            Parameters(fixture)
        );
        var expected = fixture.Case.Tensors["__output__.objective"];
        AssertClose("objective", objective.unsqueeze(0), expected, Tolerance(fixture));

        // A shared tensor has one gradient: that of its first name.
        var aliases = fixture.Names.Aliases.Select(alias => alias.Duplicate).ToHashSet();
        var actual = fixture.Names.Export(gradients);
        var theirs = fixture.Case.Under("__grad__.");
        Assert.Equal(theirs.Keys.Order(), actual.Keys.Where(key => !aliases.Contains(key)).Order());
        var worst = theirs.MaxBy(pair => Error(actual[pair.Key], pair.Value));
        output.WriteLine(fixture.Case.Row("gradients", Error(actual[worst.Key], worst.Value)));
        Assert.All(theirs, pair => AssertClose(pair.Key, actual[pair.Key], pair.Value, Tolerance(fixture)));
    }

    /// <summary>The same model without its decoder: the answer is what the encoder made of the latents.</summary>
    private static PerceiverConfig Encoder(PerceiverConfig config) =>
        config with
        {
            Model = config.Model with { Decoder = new DecoderConfig.Latents(new OutputConfig.None()) },
            Task = new TaskConfig.Regression(config.Model.Latents.Width),
        };

    // Queries that stand for tokens are asked as far as the text goes, and those of a grid may be laid out as one.
    private static Tensor Like(Tensor answers, Tensor wanted)
    {
        if (answers.numel() == wanted.numel())
        {
            return answers.reshape(wanted.shape);
        }

        var asked = wanted.shape.Skip(1).SkipLast(1).Aggregate(1L, (product, size) => product * size);
        return answers.narrow(1, 0, asked).reshape(wanted.shape);
    }

    private static Dictionary<string, Tensor> Answers(PerceiverConfig config, ModelOutput answer) =>
        answer switch
        {
            Logits logits => new() { ["logits"] = logits.Values },
            TokenLogits logits => new() { ["logits"] = logits.Values },
            Predictions predictions => new() { ["logits"] = predictions.Values },
            ModalityReconstruction several => ((DecoderConfig.Modalities)config.Model.Decoder)
                .Parts.Zip(several.Parts, (part, values) => (part.Name, values))
                .ToDictionary(part => $"logits.{part.Name}", part => part.values),
            _ => throw new NotSupportedException($"No fixture has the answer {answer}."),
        };

    private static PerceiverParameters Parameters(ReferenceFixture fixture) => fixture.Names.Import(fixture.Weights);

    private static ModelStatistics Statistics(ReferenceFixture fixture) =>
        fixture.Names.ImportStatistics(fixture.Weights);

    // An output that does not say whether the mask was used came from the same run as the logits.
    private static bool Masked(ReferenceFixture fixture, string answer)
    {
        var outputs = fixture.Case.Description.GetProperty("outputs");
        var text = outputs.GetProperty(answer).GetString()!;
        return WithMask().IsMatch(text)
            || (
                !WithoutMask().IsMatch(text)
                && outputs.TryGetProperty("logits", out var logits)
                && WithMask().IsMatch(logits.GetString()!)
            );
    }

    // Hugging Face makes its Fourier features in single precision, whatever the model's.
    private static double Tolerance(ReferenceFixture fixture) =>
        fixture.Case.IsDouble && !HasSingleCodes(fixture) ? 1e-12 : 5e-6;

    private static bool HasSingleCodes(ReferenceFixture fixture) =>
        fixture.Family.Program == "huggingface"
        && (
            fixture.Config.Model.Positions is PositionConfig.Fourier
            || fixture.Config.Model.Input is InputConfig.Modalities
            || fixture.Config.Model.Decoder is DecoderConfig.Queries { Array: QueryConfig.Fourier }
        );

    [GeneratedRegex(@"\bwith (the )?(pad )?\w*mask\b")]
    private static partial Regex WithMask();

    [GeneratedRegex(@"\b(without|no)\b")]
    private static partial Regex WithoutMask();
}
