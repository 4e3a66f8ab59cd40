using FsCheck.Xunit;
using Perceiver.Config;
using Perceiver.Model;
using Perceiver.Properties.Tests.Arbitraries;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace Perceiver.Properties.Tests.Forward;

/// <summary>A training step may ask some of a grid's places; what it asks, it gets as if it had asked all.</summary>
[Properties(Arbitrary = [typeof(FamilyArbitrary)])]
public sealed class DrawnQueryTests
{
    private const int Rows = 3;
    private const int Columns = 4;

    [Property]
    public void What_is_asked_is_answered_as_if_all_were(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (all, some, key) = (Asking(@case, null), Asking(@case, 5), RngKey.FromSeed(@case.Seed));
        var (p, given) = (all.Parameters(), all.Given());
        var places = Drawn(some, key);
        var expected = Train(all, p, given, key).index_select(1, places);
        TensorAssert.Close(expected, Train(some, p, given, key), 1e-8);

        // The twin: other places have other answers.
        var others = places.neg().add((Rows * Columns) - 1);
        TensorAssert.Apart(Train(all, p, given, key).index_select(1, others), Train(some, p, given, key));
    }

    [Property]
    public void A_step_wants_what_it_asks(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (some, key) = (Asking(@case, 5), RngKey.FromSeed(@case.Seed));
        var p = some.Parameters();
        var values = some.Normal("wanted", 1, some.Batch, Rows * Columns, 3);
        var shard = new TrainingBatch(some.Given(), new ValueTargets(values));
        var loss = TrainStep.Gradients(some.Config, p, shard, some.Batch, key).Loss;
        var answer = Train(some, p, some.Given(), key);
        var errors = answer.sub(values.index_select(1, Drawn(some, key))).square().mean();
        Assert.Equal(errors.ToDouble(), loss, 1e-9 * (1 + loss));
    }

    [Property]
    public void To_ask_as_many_as_there_are_is_to_ask_all(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var (all, every, key) = (Asking(@case, null), Asking(@case, Rows * Columns), RngKey.FromSeed(@case.Seed));
        var (p, given) = (all.Parameters(), all.Given());
        Assert.Equal(TensorAssert.Bits(Train(all, p, given, key)), TensorAssert.Bits(Train(every, p, given, key)));
    }

    [Property]
    public void Each_place_is_asked_once_and_evaluation_asks_all(FamilyCase @case)
    {
        using var scope = NewDisposeScope();
        var some = Asking(@case, 5);
        var places = Drawn(some, RngKey.FromSeed(@case.Seed)).data<long>().ToArray();
        Assert.Equal(places.Distinct().Order(), places);
        Assert.All(places, place => Assert.InRange(place, 0, (Rows * Columns) - 1));
        Assert.Equal(Rows * Columns, some.Answer(some.Parameters(), some.Given()).shape[1]);
    }

    [Fact]
    public void In_the_long_run_each_place_is_asked_as_often()
    {
        using var scope = NewDisposeScope();
        var queries = Queries(5);
        var counts = new int[Rows * Columns];
        const int Steps = 2400;
        for (var step = 0; step < Steps; step++)
        {
            var key = RngKey.FromSeed(7).Fold(step);
            foreach (var place in DrawnQueries.Of(queries, Nothing, key, CPU)!.data<long>().ToArray())
            {
                counts[place]++;
            }
        }

        // 1000 each; five deviations of a binomial are 121.
        Assert.All(counts, count => Assert.InRange(count, 879, 1121));
    }

    private static InputBatch Nothing => new LabelBatch(zeros(1, ScalarType.Int64));

    private static Tensor Drawn(FamilyCase @case, RngKey key) => DrawnQueries.Of(Queries(5), @case.Given(), key, CPU)!;

    private static QueryConfig.Fourier Queries(int? asked) =>
        new([Rows, Columns], PlainParts.Fourier(2), Projection: null, asked);

    private static Tensor Train(FamilyCase @case, PerceiverParameters p, InputBatch given, RngKey key) =>
        FamilyCase.Values(PerceiverModel.Train(@case.Config, p, given, key).Output);

    private static FamilyCase Asking(FamilyCase @case, int? asked)
    {
        var queries = Queries(asked);
        var asking = @case.With(model =>
        {
            var width = (int)QueryLayout.Of(queries, model).Width;
            return model with
            {
                Decoder = new DecoderConfig.Queries(
                    queries,
                    PlainParts.Block(PlainParts.Attention(1, width, width)),
                    new OutputConfig.Projected(PlainParts.Head),
                    1
                ),
                LinearInit = new(InitKind.Normal, 0.3),
            };
        });
        return asking with { Config = asking.Config with { Task = new TaskConfig.Regression(3) } };
    }
}
