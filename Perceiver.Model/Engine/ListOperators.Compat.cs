using Perceiver.Libtorch;
using static TorchSharp.torch;

namespace Perceiver.Model;

/// <summary>libtorch's <c>_foreach</c> operators.</summary>
internal sealed class ListOperators : IListOperators
{
    private static readonly Operation MulNumber = new("aten::_foreach_mul", "Scalar");
    private static readonly Operation DivNumber = new("aten::_foreach_div", "Scalar");
    private static readonly Operation SubList = new("aten::_foreach_sub", "List");
    private static readonly Operation Roots = new("aten::_foreach_sqrt");
    private static readonly Operation Norms = new("aten::_foreach_norm", "Scalar");
    private static readonly Operation AddNumber_ = new("aten::_foreach_add_", "Scalar");
    private static readonly Operation AddList_ = new("aten::_foreach_add_", "List");
    private static readonly Operation DivNumber_ = new("aten::_foreach_div_", "Scalar");
    private static readonly Operation DivList_ = new("aten::_foreach_div_", "List");
    private static readonly Operation MulList_ = new("aten::_foreach_mul_", "List");
    private static readonly Operation MulNumber_ = new("aten::_foreach_mul_", "Scalar");
    private static readonly Operation Roots_ = new("aten::_foreach_sqrt_");
    private static readonly Operation AddProduct_ = new("aten::_foreach_addcmul_", "Scalar");
    private static readonly Operation AddQuotient_ = new("aten::_foreach_addcdiv_", "Scalar");

    public Tensor[] Mul(IReadOnlyList<Tensor> list, double factor) => MulNumber.RunList(All(list), factor);

    public Tensor[] Div(IReadOnlyList<Tensor> list, double divisor) => DivNumber.RunList(All(list), divisor);

    public Tensor[] Sub(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others) =>
        SubList.RunList(All(list), All(others));

    public Tensor[] Sqrt(IReadOnlyList<Tensor> list) => Roots.RunList(All(list));

    public Tensor[] Norm(IReadOnlyList<Tensor> list) => Norms.RunList(All(list));

    public void Add_(IReadOnlyList<Tensor> list, double number) => AddNumber_.RunList(All(list), number);

    public void Add_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others, double factor) =>
        AddList_.RunList(All(list), All(others), factor);

    public void Div_(IReadOnlyList<Tensor> list, double divisor) => DivNumber_.RunList(All(list), divisor);

    public void Div_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others) =>
        DivList_.RunList(All(list), All(others));

    public void Mul_(IReadOnlyList<Tensor> list, IReadOnlyList<Tensor> others) =>
        MulList_.RunList(All(list), All(others));

    public void Mul_(IReadOnlyList<Tensor> list, double factor) => MulNumber_.RunList(All(list), factor);

    public void Sqrt_(IReadOnlyList<Tensor> list) => Roots_.RunList(All(list));

    public void Addcmul_(
        IReadOnlyList<Tensor> list,
        IReadOnlyList<Tensor> left,
        IReadOnlyList<Tensor> right,
        double factor
    ) => AddProduct_.RunList(All(list), All(left), All(right), factor);

    public void Addcdiv_(
        IReadOnlyList<Tensor> list,
        IReadOnlyList<Tensor> left,
        IReadOnlyList<Tensor> right,
        double factor
    ) => AddQuotient_.RunList(All(list), All(left), All(right), factor);

    private static Argument All(IReadOnlyList<Tensor> list) => Argument.Tensors(list);
}
