namespace TorchSharp;

public static partial class torch
{
    /// <summary>One place of an index expression: a number, a range, a mask, a tensor, a new axis or "the rest".</summary>
    public readonly struct TensorIndex
    {
        private enum Form
        {
            None,
            Ellipsis,
            Single,
            Slice,
            Tensor,
            Bool,
        }

        private readonly Form form;
        private readonly long? first;
        private readonly long? second;
        private readonly long? third;
        private readonly Tensor? tensor;

        private TensorIndex(
            Form form,
            long? first = null,
            long? second = null,
            long? third = null,
            Tensor? tensor = null
        )
        {
            this.form = form;
            this.first = first;
            this.second = second;
            this.third = third;
            this.tensor = tensor;
        }

        public static readonly TensorIndex Ellipsis = new(Form.Ellipsis);
        public static readonly TensorIndex None = new(Form.None);
        public static readonly TensorIndex Null = new(Form.None);
        public static readonly TensorIndex Colon = new(Form.Slice);

        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) =>
            new(Form.Slice, start, stop, step);

        public static TensorIndex Slice((int?, int?) range) => new(Form.Slice, range.Item1, range.Item2);

        public static TensorIndex Slice(Range range) => new(Form.Slice, Start(range.Start), Stop(range.End));

        public static TensorIndex Bool(bool value) => new(Form.Bool, value ? 1 : 0);

        public static TensorIndex Single(long? index) => index is null ? None : new(Form.Single, index);

        public static TensorIndex Tensor(Tensor tensor) => new(Form.Tensor, tensor: tensor);

        public static implicit operator TensorIndex(long value) => Single(value);

        public static implicit operator TensorIndex((int?, int?) range) => Slice(range);

        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>Walks the places in order: views are taken at once, tensors are left for one gather at the end.</summary>
        internal static (Tensor View, List<Tensor?> Tensors, List<Tensor> Steps) Resolve(
            Tensor source,
            TensorIndex[] indices
        )
        {
            var steps = new List<Tensor>();
            var gathers = new List<Tensor?>();
            var view = source;
            var axis = 0;
            var taken = indices.Sum(each => each.Consumes);
            foreach (var index in indices)
            {
                switch (index.form)
                {
                    case Form.Ellipsis:
                        axis += (int)source.ndim - taken;
                        break;
                    case Form.None:
                        view = Keep(view.unsqueeze(axis++));
                        break;
                    case Form.Single:
                        view = Keep(view.select(axis, index.first!.Value));
                        break;
                    case Form.Slice:
                        if (index.first is not null || index.second is not null || index.third is not null)
                        {
                            var stop = index.second ?? long.MaxValue;
                            view = Keep(view.slice(axis, index.first ?? 0, stop, index.third ?? 1));
                        }
                        axis++;
                        break;
                    case Form.Bool:
                        view = Keep(view.unsqueeze(axis));
                        Gather(Keep(tensor(new[] { index.first != 0 })), axis++);
                        break;
                    case Form.Tensor:
                        var mask = index.tensor!;
                        Gather(mask, axis);
                        axis += mask.dtype is ScalarType.Bool or ScalarType.Byte ? (int)mask.ndim : 1;
                        break;
                }
            }
            return (view, gathers, steps);

            Tensor Keep(Tensor step)
            {
                steps.Add(step);
                return step;
            }

            void Gather(Tensor selector, int place)
            {
                while (gathers.Count < place)
                    gathers.Add(null);
                gathers.Add(selector);
            }
        }

        private int Consumes =>
            form switch
            {
                Form.Single or Form.Slice => 1,
                Form.Tensor => tensor!.dtype is ScalarType.Bool or ScalarType.Byte ? (int)tensor.ndim : 1,
                _ => 0,
            };

        private static long? Start(Index index) =>
            index.IsFromEnd ? (index.Value == 0 ? null : -index.Value) : index.Value;

        private static long? Stop(Index index) =>
            index.IsFromEnd ? (index.Value == 0 ? null : -index.Value) : index.Value;
    }
}
