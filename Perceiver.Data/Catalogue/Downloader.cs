using System.Net;
using System.Net.Http.Headers;
using LanguageExt;

namespace Perceiver.Data;

/// <summary>
/// Fetches a file over HTTP: into <c>NAME.part</c> first, which a later call goes on with, then, checked and written
/// through to the disk, under its own name. So the name never stands for half a file.
/// </summary>
/// <param name="client">Sends the requests.</param>
/// <param name="attempts">How often a broken transfer is taken up again before giving up.</param>
/// <param name="pause">How long to wait before that.</param>
internal sealed class Downloader(HttpClient client, int attempts, TimeSpan pause)
{
    private const int BufferBytes = 1 << 16;

    /// <summary>Fetches <paramref name="url"/> to <paramref name="path"/>.</summary>
    /// <param name="url">Where from.</param>
    /// <param name="path">Where to.</param>
    /// <param name="checksum">What it must hash to, if known.</param>
    /// <param name="progress">Told about every block.</param>
    /// <param name="cancel">Stops; what has come stays for the next call.</param>
    public async Task<Either<DataError, string>> Fetch(
        Uri url,
        string path,
        DataChecksum? checksum,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    )
    {
        var part = path + ".part";
        var resumed = File.Exists(part);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                if (await Transfer(url, part, Path.GetFileName(path), progress, cancel) is { } refusal)
                {
                    return refusal;
                }

                if (checksum is null || checksum.Holds(part))
                {
                    File.Move(part, path, overwrite: true);
                    return path;
                }

                // What an earlier call left may stem from another file: then once more, from the start.
                File.Delete(part);
                if (!resumed)
                {
                    return new DataError(
                        $"{url} is not the file it should be (its checksum differs); nothing was kept, try again or use --from"
                    );
                }

                resumed = false;
            }
            catch (Exception e) when (e is HttpRequestException or IOException && attempt < attempts)
            {
                resumed = true;
                await Task.Delay(pause, cancel);
            }
            catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
            {
                return new DataError($"{url} does not answer; run the command again to go on, or use --from");
            }
            catch (HttpRequestException e)
            {
                return new DataError(
                    $"{url} cannot be reached ({e.Message}); run the command again to go on, or use --from"
                );
            }
            catch (IOException e)
            {
                return new DataError($"{url} broke off ({e.Message}); run the command again to go on where it stopped");
            }
            catch (UnauthorizedAccessException e)
            {
                return new DataError($"{path} cannot be written ({e.Message}); choose another folder with --to");
            }
        }
    }

    /// <summary>Brings the part file to its end; null, or why the server will not.</summary>
    private async Task<DataError?> Transfer(
        Uri url,
        string part,
        string name,
        IProgress<DataProgress>? progress,
        CancellationToken cancel
    )
    {
        var here = File.Exists(part) ? new FileInfo(part).Length : 0;
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (here > 0)
        {
            request.Headers.Range = new RangeHeaderValue(here, null);
        }

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.StatusCode == HttpStatusCode.RequestedRangeNotSatisfiable)
        {
            if (response.Content.Headers.ContentRange?.Length == here)
            {
                return null;
            }

            File.Delete(part);
            throw new IOException("the part that was here is longer than the file");
        }

        if (!response.IsSuccessStatusCode)
        {
            return new DataError(
                $"{url} answers {(int)response.StatusCode} ({response.ReasonPhrase}); check the address or use --from"
            );
        }

        var goesOn =
            response.StatusCode == HttpStatusCode.PartialContent && response.Content.Headers.ContentRange?.From == here;
        var start = goesOn ? here : 0;
        var total = response.Content.Headers.ContentLength + start;
        await using var file = new FileStream(part, goesOn ? FileMode.Append : FileMode.Create, FileAccess.Write);
        await using var body = await response.Content.ReadAsStreamAsync(cancel);
        var buffer = new byte[BufferBytes];
        int read;
        while ((read = await body.ReadAsync(buffer, cancel)) > 0)
        {
            await file.WriteAsync(buffer.AsMemory(0, read), cancel);
            start += read;
            progress?.Report(new DataProgress(name, start, total));
        }

        file.Flush(flushToDisk: true);
        return total is { } expected && start < expected
            ? throw new IOException($"{start} of {expected} bytes came")
            : null;
    }
}
