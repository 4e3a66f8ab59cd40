using Perceiver.Libtorch;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor normal_(double mean = 0, double std = 1, Generator? generator = null) =>
            Ops.Normal_.Run(this, mean, std, generator);

        public Tensor uniform_(double from, double to, Generator? generator = null) =>
            Ops.Uniform_.Run(this, from, to, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Ops.Bernoulli_.Run(this, p, generator);

        public Tensor bernoulli_(Tensor p, Generator? generator = null) => Ops.BernoulliTensor_.Run(this, p, generator);

        public Tensor requires_grad_(bool requires_grad = true) => with_requires_grad(requires_grad);

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }
    }
}
