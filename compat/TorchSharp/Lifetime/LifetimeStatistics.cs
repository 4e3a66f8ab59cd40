namespace TorchSharp;

/// <summary>Counts of disposables over one thread's life.</summary>
public interface ILifetimeStatistics
{
    long CreatedOutsideScopeCount { get; }
    long DisposedOutsideScopeCount { get; }
    long CreatedInScopeCount { get; }
    long DisposedInScopeCount { get; }
    long AttachedToScopeCount { get; }
    long DetachedFromScopeCount { get; }
    long ThreadTotalLiveCount { get; }
    void Reset();
    string ToString();
}

/// <inheritdoc />
public class LifetimeStatistics : ILifetimeStatistics
{
    public long CreatedOutsideScopeCount { get; internal set; }
    public long DisposedOutsideScopeCount { get; internal set; }
    public long CreatedInScopeCount { get; internal set; }
    public long DisposedInScopeCount { get; internal set; }
    public long AttachedToScopeCount { get; internal set; }
    public long DetachedFromScopeCount { get; internal set; }

    public long ThreadTotalLiveCount =>
        CreatedInScopeCount - DisposedInScopeCount + CreatedOutsideScopeCount - DisposedOutsideScopeCount;

    public void Reset() =>
        CreatedOutsideScopeCount =
            DisposedOutsideScopeCount =
            CreatedInScopeCount =
            DisposedInScopeCount =
            AttachedToScopeCount =
            DetachedFromScopeCount =
                0;

    public override string ToString() => ThreadDisposeScopeStatistics.Print(this);
}
