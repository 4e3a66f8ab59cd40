using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.ExceptionServices;

namespace Perceiver.Cli;

/// <summary>
/// Makes the next items on threads of its own while the current one is worked on, and counts how long was waited for them.
/// How many threads there are changes no item and not their order; none means that items are made when they are asked for.
/// </summary>
public sealed class Prefetcher<T> : IDisposable
{
    private const int Ahead = 2;

    private readonly BlockingCollection<T>[] _ready;
    private readonly CancellationTokenSource _stop = new();
    private readonly Action<T> _release;
    private readonly Func<int, T> _make;
    private readonly Thread[] _threads;
    private readonly int _from;
    private readonly int _to;
    private readonly Stopwatch _waited = new();
    private Exception? _failure;

    /// <summary>Starts making items <paramref name="from"/>, <c>from + 1</c>, ..., <paramref name="to"/> - 1.</summary>
    /// <param name="from">First item.</param>
    /// <param name="to">End, exclusive.</param>
    /// <param name="make">Makes an item from its number; runs on the other threads.</param>
    /// <param name="release">Frees an item that nobody took.</param>
    /// <param name="threads">How many threads make items, from 0.</param>
    public Prefetcher(int from, int to, Func<int, T> make, Action<T> release, int threads = 1)
    {
        (_from, _to, _make, _release) = (from, to, make, release);
        // Each thread makes every so-many-th item into a queue of its own: taken in turn, they are in order.
        var each = Math.Max(1, Ahead / Math.Max(1, threads));
        _ready = [.. Enumerable.Range(0, threads).Select(_ => new BlockingCollection<T>(each))];
        _threads = [.. Enumerable.Range(0, threads).Select(Started)];
    }

    /// <summary>Time that the consumer has waited for items.</summary>
    public TimeSpan Waited => _waited.Elapsed;

    /// <summary>The items in order; each belongs to the caller.</summary>
    public IEnumerable<T> Items()
    {
        for (var i = _from; i < _to; i++)
        {
            _waited.Start();
            var (item, made) = _ready.Length == 0 ? (_make(i), true) : Taken(i);
            _waited.Stop();
            if (!made)
            {
                break;
            }

            yield return item!;
        }

        if (_failure is not null)
        {
            ExceptionDispatchInfo.Throw(_failure);
        }
    }

    /// <summary>Stops and frees what was made in advance.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        foreach (var queue in _ready)
        {
            while (queue.TryTake(out var item))
            {
                _release(item);
            }

            queue.Dispose();
        }

        _stop.Dispose();
    }

    private (T? Item, bool Made) Taken(int i)
    {
        var made = _ready[(i - _from) % _ready.Length].TryTake(out var item, Timeout.Infinite);
        return (item, made);
    }

    private Thread Started(int index)
    {
        var thread = new Thread(() => Produce(index)) { IsBackground = true, Name = $"prefetch {index}" };
        thread.Start();
        return thread;
    }

    private void Produce(int index)
    {
        try
        {
            for (var i = _from + index; i < _to && !_stop.IsCancellationRequested; i += _ready.Length)
            {
                var item = _make(i);
                try
                {
                    _ready[index].Add(item, _stop.Token);
                }
                catch (OperationCanceledException)
                {
                    _release(item);
                }
            }
        }
        catch (Exception exception)
        {
            _failure = exception;
        }
        finally
        {
            _ready[index].CompleteAdding();
        }
    }
}
