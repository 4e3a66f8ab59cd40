using Perceiver.Config;
using Perceiver.Model;
using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace Perceiver.Properties.Tests.Engines;

/// <summary>Every operator that the product calls, with inputs large enough for the vectorised code paths.</summary>
internal static class OperationTable
{
    private static readonly long[] Small = [3, 5, 8];
    private static readonly long[] Large = [4, 33, 40];
    private static readonly long[] Image = [2, 3, 9, 10];

    public static IReadOnlyDictionary<string, OperationCase> All { get; } =
        Pointwise()
            .Concat(Products())
            .Concat(Reductions())
            .Concat(Layers())
            .Concat(Views())
            .Concat(InPlace())
            .ToDictionary(each => each.Name);

    private static OperationCase One(
        string name,
        Func<Tensor, Tensor> apply,
        long[]? shape = null,
        bool derivative = true,
        bool positive = false
    ) => new(name, [shape ?? Large], inputs => apply(inputs[0]), derivative, positive);

    private static OperationCase Two(
        string name,
        Func<Tensor, Tensor, Tensor> apply,
        long[]? first = null,
        long[]? second = null,
        bool derivative = true,
        bool positive = false
    ) => new(name, [first ?? Large, second ?? Large], inputs => apply(inputs[0], inputs[1]), derivative, positive);

    private static IEnumerable<OperationCase> Pointwise() =>
        [
            Two("add", (x, y) => x.add(y)),
            Two("add broadcast", (x, y) => x + y, second: [40]),
            One("add number", x => x.add(0.5)),
            Two("sub", (x, y) => x.sub(y)),
            One("rsub number", x => 1.0 - x),
            Two("mul", (x, y) => x.mul(y)),
            Two("mul broadcast", (x, y) => x * y, second: [33, 1]),
            One("mul number", x => x.mul(1.7)),
            Two("div", (x, y) => x.div(y), positive: true),
            One("div number", x => x.div(3)),
            One("reciprocal", x => 1.0 / x, positive: true),
            One("neg", x => -x),
            One("abs", x => x.abs()),
            One("pow", x => x.pow(3)),
            One("exp", x => x.exp()),
            One("log", x => x.log(), positive: true),
            One("sqrt", x => x.sqrt(), positive: true),
            One("rsqrt", x => x.rsqrt(), positive: true),
            One("square", x => x.square()),
            One("sin", x => x.sin()),
            One("cos", x => x.cos()),
            One("tanh", x => x.tanh()),
            One("sigmoid", x => x.sigmoid()),
            One("erf", erf),
            One("relu", x => relu(x)),
            One("Gelu", x => Engine.Current.Gelu(x)),
            One("Gelu of a vector", x => Engine.Current.Gelu(x), [257]),
            One("clamp", x => x.clamp(-0.5, 0.5)),
            Two("maximum", maximum),
            Two("minimum", minimum),
            new("lerp", [Large, Large, Large], x => x[0].lerp(x[1], x[2])),
            new("where", [Large, Large], x => where(x[0].detach().gt(0), x[0], x[1])),
            One("masked_fill", x => x.masked_fill(x.detach().gt(0.3), -1.5)),
            Two("gt", (x, y) => x.gt(y).to(x.dtype), derivative: false),
            Two("ge", (x, y) => x.ge(y).to(x.dtype), derivative: false),
            Two("lt", (x, y) => (x < y).to(x.dtype), derivative: false),
            Two("ne", (x, y) => x.floor().ne(y.floor()).to(x.dtype), derivative: false),
            Two("op_BitwiseOr", (x, y) => (x.gt(0.5) | y.gt(0.5)).to(x.dtype), derivative: false),
            One("clamp_min", x => x.clamp_min(0.25)),
            Two("eq", (x, y) => x.eq(y).to(x.dtype), derivative: false),
            One("logical_and", x => x.gt(0).logical_and(x.lt(0.5)).to(x.dtype), derivative: false),
            One("logical_not", x => x.gt(0).logical_not().to(x.dtype), derivative: false),
            One("isfinite", x => x.isfinite().to(x.dtype), derivative: false),
            One("floor", x => x.mul(7).floor(), derivative: false),
            One("round", x => x.mul(7).round(), derivative: false),
        ];

    private static IEnumerable<OperationCase> Products() =>
        [
            Two("matmul", (x, y) => x.matmul(y), [33, 40], [40, 17]),
            Two("matmul of batches", (x, y) => x.matmul(y), Large, [4, 40, 17]),
            Two("matmul by one matrix", (x, y) => x.matmul(y), Large, [40, 17]),
            Two("matmul by a transpose", (x, y) => x.matmul(y.transpose(-2, -1)), Large, [4, 17, 40]),
            Two("mm", (x, y) => x.mm(y), [33, 40], [40, 17]),
            Two("bmm", (x, y) => x.bmm(y), Large, [4, 40, 17]),
            Two("bmm by a transpose", (x, y) => x.bmm(y.transpose(1, 2)), Large, [4, 17, 40]),
            new(
                "addmm",
                [
                    [33, 17],
                    [33, 40],
                    [40, 17],
                ],
                x => addmm(x[0], x[1], x[2], 1, 1)
            ),
            new(
                "baddbmm",
                [
                    [4, 33, 17],
                    Large,
                    [4, 40, 17],
                ],
                x => baddbmm(x[0], x[1], x[2], 1, 0.5f)
            ),
            Two("einsum", (x, y) => einsum("bij,bkj->bik", x, y), Large, [4, 17, 40]),
            Two("einsum of heads", (x, y) => einsum("bihd,bjhd->bhij", x, y), [2, 9, 3, 8], [2, 7, 3, 8]),
            Two("outer", outer, [33], [17]),
        ];

    private static IEnumerable<OperationCase> Reductions() =>
        [
            One("sum", x => x.sum()),
            One("sum over the last", x => x.sum(-1)),
            One("sum over the first", x => x.sum(0, keepdim: true)),
            One("sum over two", x => x.sum(new long[] { 0, 2 })),
            One("mean", x => x.mean()),
            One("mean over the middle", x => x.mean([1])),
            One("var", x => x.var([2], unbiased: false)),
            One("norm", x => x.norm()),
            One("norm over the last", x => x.norm(-1)),
            One("amax", x => x.amax([2])),
            One("amin", x => x.amin([2]), derivative: false),
            One("max", x => x.max(1).Item1),
            One("cumsum", x => x.cumsum(1)),
            One("logsumexp", x => x.logsumexp(-1)),
            One("softmax", x => softmax(x, -1)),
            One("softmax over the middle", x => x.softmax(1)),
            One("log_softmax", x => log_softmax(x, -1)),
            One("topk", x => x.topk(5).Item1, derivative: false),
            One("argmax", x => x.argmax(-1).to(x.dtype), derivative: false),
            One("any", x => x.gt(0.9).any().to(x.dtype), derivative: false),
            One("all", x => x.gt(-9).all(1).to(x.dtype), derivative: false),
        ];

    private static IEnumerable<OperationCase> Layers() =>
        [
            new("linear", [Large, [17, 40], [17]], x => linear(x[0], x[1], x[2])),
            new("linear without a bias", [Large, [17, 40]], x => linear(x[0], x[1])),
            new(
                "batch_norm",
                [Image, [3], [3]],
                x => batch_norm(x[0], zeros(3, x[0].dtype), ones(3, x[0].dtype), x[1], x[2], training: true)
            ),
            new(
                "batch_norm with statistics",
                [Image, [3], [3]],
                x => batch_norm(x[0], full([3], 0.3, x[0].dtype), full([3], 2, x[0].dtype), x[1], x[2])
            ),
            new("layer_norm", [Large, [40], [40]], x => layer_norm(x[0], [40], x[1], x[2])),
            new("layer_norm without weights", [Large], x => layer_norm(x[0], [40], eps: 1e-6)),
            new("Norm", [Large, [40], [40]], x => Model.Layers.Norm(new(x[1], x[2]), 1e-6, x[0])),
            new("SumAndNorm", [Large, Large, [40], [40]], x => Both(x[0], x[1], new(x[2], x[3]))),
            new("SumAndNorm of the norm", [Large, Large, [40], [40]], x => Sums(x[0], x[1], new(x[2], x[3])).Normed),
            new(
                "activation of a linear layer",
                [Large, [17, 40], [17]],
                x => Model.Layers.Activated(Activation.Gelu, new(x[1], x[2]), x[0])
            ),
            One("activation", x => Model.Layers.Activate(Activation.Gelu, x)),
            One("cross_entropy", x => cross_entropy(x, arange(33).Modulo(7)), [33, 7]),
            One("cross_entropy smoothed", x => cross_entropy(x, arange(33).Modulo(7), label_smoothing: 0.1), [33, 7]),
            One(
                "cross_entropy summed",
                x => cross_entropy(x, arange(33).Modulo(7), reduction: nn.Reduction.Sum),
                [33, 7]
            ),
            One(
                "cross_entropy of each",
                x => cross_entropy(x, arange(33).Modulo(7), reduction: nn.Reduction.None),
                [33, 7]
            ),
            One(
                "binary_cross_entropy_with_logits summed",
                x => binary_cross_entropy_with_logits(x, x.detach().sigmoid().square(), reduction: nn.Reduction.Sum)
            ),
            One("dropout at rest", x => dropout(x, 0.4, training: false)),
            new("conv2d", [Image, [4, 3, 3, 3], [4]], x => conv2d(x[0], x[1], x[2], strides: [2, 2], padding: [1, 1])),
            One("max_pool2d", x => max_pool2d(x, 3, 2), Image),
            Two("mse_loss", (x, y) => mse_loss(x, y, nn.Reduction.Sum)),
            One("pad", x => pad(x, [1, 2, 0, 1]), Image),
            One("im2col", x => nn.functional.unfold(x, (3, 3), stride: (2, 2)), Image),
            One(
                "interpolate",
                x => interpolate(x, [18, 7], mode: InterpolationMode.Bilinear, align_corners: false),
                Image
            ),
            One(
                "interpolate bicubic",
                x => interpolate(x, [18, 7], mode: InterpolationMode.Bicubic, align_corners: false),
                Image
            ),
            One("interpolate nearest", x => interpolate(x, [18, 20]), Image),
            Two("grid_sample", (x, y) => grid_sample(x, y.tanh(), align_corners: false), Image, [2, 6, 5, 2]),
            One("one_hot", x => one_hot(x.argmax(-1), 40).to(x.dtype), derivative: false),
        ];

    private static IEnumerable<OperationCase> Views() =>
        [
            One("view", x => x.contiguous().view(4, -1)),
            One("reshape", x => x.reshape(4, 3, 11, 40)),
            One("flatten", x => x.flatten(1)),
            One("transpose", x => x.transpose(1, 2)),
            One("permute", x => x.permute(2, 0, 1)),
            One("unsqueeze", x => x.unsqueeze(1)),
            One("squeeze", x => x.narrow(0, 1, 1).squeeze(0)),
            One("expand", x => x.narrow(1, 0, 1).expand(4, 9, 40)),
            One("narrow", x => x.narrow(2, 3, 30)),
            One("select", x => x.select(1, 5)),
            One("slice", x => x.slice(1, 1, 30, 3)),
            One("indexer", x => x[TensorIndex.Colon, TensorIndex.Slice(1, null, 2), TensorIndex.Ellipsis]),
            One("unfold", x => x.unfold(1, 5, 3)),
            One("chunk", x => x.chunk(2, -1)[1]),
            One("split", x => x.split(11, 1)[2]),
            One("repeat", x => x.repeat(1, 2, 1), Small),
            One("repeat_interleave", x => x.repeat_interleave(2, 0), Small),
            One("flip", x => x.flip(1)),
            One("roll", x => x.roll(2, 1)),
            One("triu", x => x.triu(1)),
            One("tril", x => x.tril(-1)),
            One("index_select", x => x.index_select(1, tensor(new long[] { 3, 3, 0 }))),
            One("gather", x => x.gather(1, zeros(4, 2, 40, dtype: int64))),
            Two("cat", (x, y) => cat([x, y], -1)),
            Two("stack", (x, y) => stack([x, y], 1)),
            One("contiguous", x => x.contiguous()),
            One("clone", x => x.clone()),
        ];

    // In-place operators write to their first input: each test makes its inputs anew, and an expanded one is copied.
    private static IEnumerable<OperationCase> InPlace() =>
        [
            Two("add_", (x, y) => Own(x).add_(y), derivative: false),
            Two("add_ scaled", (x, y) => Own(x).add_(y, 0.3), derivative: false),
            One("mul_", x => Own(x).mul_(0.9), derivative: false),
            One("div_", x => Own(x).div_(3), derivative: false),
            Two("sub_", (x, y) => Own(x).sub_(y), derivative: false),
            new("addcmul_", [Large, Large, Large], x => Own(x[0]).addcmul_(x[1], x[2], 0.1), false),
            new("addcdiv_", [Large, Large, Large], x => Own(x[0]).addcdiv_(x[1], x[2], 0.1), false, true),
            new("lerp_", [Large, Large, Large], x => Own(x[0]).lerp_(x[1], x[2]), false),
            One("clamp_", x => Own(x).clamp_(-0.2, 0.2), derivative: false),
            One("fill_", x => Own(x).fill_(0.25), derivative: false),
            One("zero_", x => Own(x).zero_(), derivative: false),
            Two("copy_", (x, y) => Own(x).copy_(y), derivative: false),
            Two(
                "index_put_",
                (x, y) => Own(x).index_put_(y, tensor(new long[] { 3, 1 })),
                second: [2, 33, 40],
                derivative: false
            ),
            Two(
                "scatter_add_",
                (x, y) => Own(x).scatter_add_(1, arange(33, int64).flip(0).view(1, 33, 1).expand(4, 33, 40), y),
                derivative: false
            ),
            One("masked_fill_", x => Own(x).masked_fill_(x.gt(0), 2), derivative: false),
        ];

    private static (Tensor Sum, Tensor Normed) Sums(Tensor left, Tensor right, NormParameters p) =>
        Model.Layers.SumAndNorm(p, 1e-6, left, right);

    private static Tensor Both(Tensor left, Tensor right, NormParameters p)
    {
        var (sum, normed) = Sums(left, right, p);
        return sum.mul(0.3).add(normed);
    }

    private static Tensor Own(Tensor x) => x.stride(0) == 0 ? x.clone() : x;

    private static Tensor Modulo(this Tensor x, long divisor) => x % divisor;
}
