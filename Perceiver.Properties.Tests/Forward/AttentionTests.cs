using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>Attention against plain loops over numbers.</summary>
[Properties(Arbitrary = [typeof(ModelArbitrary)])]
public sealed class AttentionTests
{
    [Property]
    public void AHeadReadsTheMeanOfTheValuesByTheSoftmaxOfItsScores(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (config, width) = (@case.Config.Model.Encoder.SelfAttend.Attention, @case.Config.Model.Latents.Width);
        var p = @case
            .With(model => model with { Encoder = model.Encoder with { Blocks = 1 } })
            .Parameters()
            .Encoder.Towers[0][0]
            .Attention;
        Tensor queries = @case.Normal("queries", 1, @case.Batch, 3, width),
            inputs = @case.Normal("inputs", 1, @case.Batch, 4, width);
        var actual = Attention.Apply(config, p, queries, Attention.Read(config, p, inputs), null);
        for (var example = 0; example < @case.Batch; example++)
        {
            var read = Naive(config, p, queries[example], inputs[example]);
            var expected = p.Output is { } output ? Linear(output, read) : read;
            TensorAssert.Close(expected, actual[example]);
        }
    }

    [Property]
    public void OneSetOfQueriesServesTheWholeBatch(ModelCase @case)
    {
        using var scope = NewDisposeScope();
        var (config, width) = (@case.Config.Model.Encoder.SelfAttend.Attention, @case.Config.Model.Latents.Width);
        var p = @case
            .With(model => model with { Encoder = model.Encoder with { Blocks = 1 } })
            .Parameters()
            .Encoder.Towers[0][0]
            .Attention;
        var queries = @case.Normal("queries", 1, 1, 3, width);
        var memory = Attention.Read(config, p, @case.Normal("inputs", 1, @case.Batch, 4, width));
        var repeated = queries.repeat(@case.Batch, 1, 1);
        TensorAssert.Close(
            Attention.Apply(config, p, repeated, memory, null),
            Attention.Apply(config, p, queries, memory, null)
        );
    }

    // [queries, values]: head by head, query by query.
    private static Tensor Naive(AttentionConfig config, AttentionParameters p, Tensor queries, Tensor inputs)
    {
        double[,] q = Project(p.Query, queries),
            k = Project(p.Key, inputs),
            v = Project(p.Value, inputs);
        int keyWidth = config.QkWidth / config.Heads,
            valueWidth = config.VWidth / config.Heads;
        var scale = p.Scale?.ToDouble() ?? (config.Scale == AttentionScale.None ? 1 : 1 / Math.Sqrt(keyWidth));
        var result = new double[q.GetLength(0), config.VWidth];
        for (var head = 0; head < config.Heads; head++)
        for (var i = 0; i < q.GetLength(0); i++)
        {
            var weights = new double[k.GetLength(0)];
            for (var j = 0; j < weights.Length; j++)
            {
                var score = 0.0;
                for (var c = head * keyWidth; c < (head + 1) * keyWidth; c++)
                {
                    score += q[i, c] * k[j, c];
                }

                weights[j] = Math.Exp(scale * score);
            }

            for (var c = head * valueWidth; c < (head + 1) * valueWidth; c++)
            {
                result[i, c] = weights.Select((weight, j) => weight * v[j, c]).Sum() / weights.Sum();
            }
        }

        return tensor(result);
    }

    private static double[,] Project(LinearParameters p, Tensor x)
    {
        var y = Linear(p, x);
        var values = y.contiguous().data<double>().ToArray();
        var result = new double[y.shape[0], y.shape[1]];
        Buffer.BlockCopy(values, 0, result, 0, values.Length * sizeof(double));
        return result;
    }

    private static Tensor Linear(LinearParameters p, Tensor x)
    {
        var product = x.matmul(p.Weight.T);
        return p.Bias is { } bias ? product.add(bias) : product;
    }
}
