using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace Perceiver.Cli;

/// <summary>
/// Threads of the program's own. Two half-batches on two threads, each with a single-threaded BLAS, use both cores where
/// one batch on two BLAS threads does not. What is computed does not depend on how many there are: results come back in
/// the order of the jobs.
/// </summary>
public sealed class Workers : IDisposable
{
    private readonly BlockingCollection<Action>[] _queues;
    private readonly Thread[] _threads;

    /// <summary>Starts the threads; one means that jobs run on the caller's.</summary>
    public Workers(int count)
    {
        _queues = [.. Enumerable.Range(0, count > 1 ? count : 0).Select(_ => new BlockingCollection<Action>())];
        _threads = [.. _queues.Select((queue, index) => Start(queue, index))];
    }

    /// <summary>How many jobs run side by side.</summary>
    public int Count => Math.Max(1, _threads.Length);

    /// <summary>Runs all jobs and returns their results in their order; rethrows the first failure after all ended.</summary>
    public T[] Run<T>(IReadOnlyList<Func<T>> jobs)
    {
        if (_threads.Length == 0 || jobs.Count == 1)
        {
            return [.. jobs.Select(job => job())];
        }

        var results = new T[jobs.Count];
        var failures = new Exception?[jobs.Count];
        using var left = new CountdownEvent(jobs.Count);
        for (var i = 0; i < jobs.Count; i++)
        {
            var index = i;
            _queues[index % _queues.Length]
                .Add(() =>
                {
                    try
                    {
                        results[index] = jobs[index]();
                    }
                    catch (Exception exception)
                    {
                        failures[index] = exception;
                    }
                    finally
                    {
                        left.Signal();
                    }
                });
        }

        left.Wait();
        if (failures.FirstOrDefault(failure => failure is not null) is { } first)
        {
            ExceptionDispatchInfo.Throw(first);
        }

        return results;
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose()
    {
        foreach (var queue in _queues)
        {
            queue.CompleteAdding();
        }

        foreach (var thread in _threads)
        {
            thread.Join();
        }

        foreach (var queue in _queues)
        {
            queue.Dispose();
        }
    }

    private static Thread Start(BlockingCollection<Action> queue, int index)
    {
        var thread = new Thread(() =>
        {
            foreach (var job in queue.GetConsumingEnumerable())
            {
                job();
            }
        })
        {
            IsBackground = true,
            Name = $"worker {index}",
        };
        thread.Start();
        return thread;
    }
}
