namespace TorchSharp;

/// <summary>
/// What one thread did with tensors. TorchSharp counts packed sequences beside them; there are none here, so the
/// totals are the tensors'.
/// </summary>
public class ThreadDisposeScopeStatistics : ILifetimeStatistics
{
    internal LifetimeStatistics Tensors { get; } = new();

    public ILifetimeStatistics TensorStatistics => Tensors;

    public long CreatedOutsideScopeCount => Tensors.CreatedOutsideScopeCount;
    public long DisposedOutsideScopeCount => Tensors.DisposedOutsideScopeCount;
    public long CreatedInScopeCount => Tensors.CreatedInScopeCount;
    public long DisposedInScopeCount => Tensors.DisposedInScopeCount;
    public long AttachedToScopeCount => Tensors.AttachedToScopeCount;
    public long DetachedFromScopeCount => Tensors.DetachedFromScopeCount;
    public long ThreadTotalLiveCount => Tensors.ThreadTotalLiveCount;

    public void Reset() => Tensors.Reset();

    public override string ToString() => Print(this);

    internal static string Print(ILifetimeStatistics counts) =>
        $"ThreadTotalLiveCount: {counts.ThreadTotalLiveCount}"
        + $"; CreatedOutsideScopeCount: {counts.CreatedOutsideScopeCount}"
        + $"; DisposedOutsideScopeCount: {counts.DisposedOutsideScopeCount}"
        + $"; CreatedInScopeCount: {counts.CreatedInScopeCount}"
        + $"; DisposedInScopeCount: {counts.DisposedInScopeCount}"
        + $"; AttachedToScopeCount: {counts.AttachedToScopeCount}"
        + $"; DetachedFromScopeCount: {counts.DetachedFromScopeCount}";
}
