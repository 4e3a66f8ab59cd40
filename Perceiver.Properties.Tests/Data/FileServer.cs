using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Perceiver.Properties.Tests.Data;

/// <summary>An HTTP server on this machine that serves files as well, or as badly, as a test wants.</summary>
internal sealed class FileServer : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly Task _serving;

    public FileServer()
    {
        // A port that was free a moment ago; another program may take it first, then another is tried.
        for (var attempt = 0; ; attempt++)
        {
            using var probe = new TcpListener(IPAddress.Loopback, 0);
            probe.Start();
            var port = ((IPEndPoint)probe.LocalEndpoint).Port;
            probe.Stop();
            Address = $"http://127.0.0.1:{port}/";
            try
            {
                _listener.Prefixes.Clear();
                _listener.Prefixes.Add(Address);
                _listener.Start();
                break;
            }
            catch (HttpListenerException) when (attempt < 20) { }
        }

        _serving = Task.Run(Serve);
    }

    /// <summary>Where it listens, with a slash at the end.</summary>
    public string Address { get; }

    /// <summary>What it serves, by name.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>Whether it honours ranges.</summary>
    public bool Ranges { get; set; } = true;

    /// <summary>After how many bytes of each coming answer it breaks off; empty: it does not.</summary>
    public Queue<int> BreakAfter { get; } = new();

    /// <summary>The range that each request asked for, or null.</summary>
    public List<string?> Requests { get; } = [];

    public void Dispose()
    {
        _listener.Close();
        _serving.Wait();
    }

    private void Serve()
    {
        try
        {
            while (true)
            {
                Answer(_listener.GetContext());
            }
        }
        catch (Exception e) when (e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // The test is over.
        }
    }

    private void Answer(HttpListenerContext context)
    {
        var range = context.Request.Headers["Range"];
        Requests.Add(range);
        var response = context.Response;
        if (!Files.TryGetValue(context.Request.Url!.AbsolutePath[1..], out var file))
        {
            response.StatusCode = 404;
            response.Close();
            return;
        }

        var start = Ranges && range is not null ? int.Parse(range[6..^1], CultureInfo.InvariantCulture) : 0;
        if (start >= file.Length)
        {
            response.StatusCode = 416;
            response.AddHeader("Content-Range", $"bytes */{file.Length}");
            response.Close();
            return;
        }

        if (start > 0)
        {
            response.StatusCode = 206;
            response.AddHeader("Content-Range", $"bytes {start}-{file.Length - 1}/{file.Length}");
        }

        response.ContentLength64 = file.Length - start;
        if (BreakAfter.TryDequeue(out var some))
        {
            response.OutputStream.Write(file, start, Math.Min(some, file.Length - start));
            response.OutputStream.Flush();
            response.Abort();
            return;
        }

        response.OutputStream.Write(file, start, file.Length - start);
        response.Close();
    }
}
