using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>First values of parameters, in place and outside any graph.</summary>
        public static class init
        {
            public static Tensor constant_(Tensor tensor, Scalar val) => Fill(tensor, each => each.fill_(val));

            public static Tensor zeros_(Tensor tensor) => Fill(tensor, each => each.zero_());

            public static Tensor ones_(Tensor tensor) => Fill(tensor, each => each.fill_(1));

            public static Tensor uniform_(
                Tensor tensor,
                double low = 0,
                double high = 1,
                Generator? generator = null
            ) => Fill(tensor, each => each.uniform_(low, high, generator));

            public static Tensor normal_(Tensor tensor, double mean = 0, double std = 1, Generator? generator = null) =>
                Fill(tensor, each => each.normal_(mean, std, generator));

            private static Tensor Fill(Tensor tensor, Func<Tensor, Tensor> fill)
            {
                using var outside = no_grad();
                return fill(tensor);
            }
        }
    }
}
