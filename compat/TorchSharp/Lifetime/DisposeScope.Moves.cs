using static TorchSharp.torch;

namespace TorchSharp;

public sealed partial class DisposeScope
{
    public T MoveToOuter<T>(T disposable)
        where T : IDisposable
    {
        Move(outer, disposable);
        return disposable;
    }

    public (T1 first, T2 second) MoveToOuter<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        Move(outer, first);
        Move(outer, second);
        return (first, second);
    }

    public void MoveToOuter(params IDisposable[] disposables) => MoveToOuter((IEnumerable<IDisposable>)disposables);

    public void MoveToOuter(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(outer, disposable);
    }

    public T Detach<T>(T disposable)
        where T : IDisposable
    {
        Move(null, disposable);
        return disposable;
    }

    public (T1 first, T2 second) Detach<T1, T2>(T1 first, T2 second)
        where T1 : IDisposable
        where T2 : IDisposable
    {
        Move(null, first);
        Move(null, second);
        return (first, second);
    }

    public void Detach(params IDisposable[] disposables) => Detach((IEnumerable<IDisposable>)disposables);

    public void Detach(IEnumerable<IDisposable> disposables)
    {
        foreach (var disposable in disposables)
            Move(null, disposable);
    }

    /// <summary>Takes over a tensor that may be in another scope, or in none.</summary>
    public void Attach(IDisposable disposable)
    {
        if (disposable is not Tensor tensor)
            throw new InvalidOperationException("DisposeScope can only manage tensors");
        if (Contains(tensor))
            return;
        tensor.Scope?.Remove(tensor);
        Add(tensor);
        manager.Counts.Tensors.AttachedToScopeCount++;
    }

    public void Attach(params IDisposable[] disposables) => Attach((IEnumerable<IDisposable>)disposables);

    public IReadOnlyList<IDisposable> Attach(IEnumerable<IDisposable> disposables)
    {
        var all = disposables.ToList();
        all.ForEach(Attach);
        return all;
    }

    private void Move(DisposeScope? target, IDisposable disposable)
    {
        ObjectDisposedException.ThrowIf(ended, this);
        if (ReferenceEquals(target, this) || !Remove(disposable))
            return;
        if (target is null)
            manager.Counts.Tensors.DetachedFromScopeCount++;
        else
            target.Add((Tensor)disposable);
    }
}
