namespace TorchSharp;

/// <summary>The dispose scopes of one thread, innermost last, and what they counted.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? current;

    internal static DisposeScopeManager Current => current ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Counts { get; } = new();

    internal DisposeScope? Innermost { get; set; }

    /// <summary>What was created, disposed, attached and detached on this thread.</summary>
    public static ThreadDisposeScopeStatistics Statistics => Current.Counts;

    internal static DisposeScope NewDisposeScope()
    {
        var manager = Current;
        return manager.Innermost = new DisposeScope(manager);
    }
}
