using System.CommandLine;
using System.Globalization;
using Perceiver.Data;

namespace Perceiver.Cli;

/// <summary><c>perceiver data list | get | verify</c>.</summary>
internal static class DataVerb
{
    public static Verb Create(Surroundings surroundings) =>
        new(
            "data",
            "List, get and verify the data sets that the shipped configs use.",
            ["perceiver data list", "perceiver data get fashion-mnist", "perceiver data verify cifar100"],
            List(surroundings),
            Get(surroundings),
            Verify(surroundings)
        );

    private static Verb List(Surroundings surroundings)
    {
        var json = CommonOptions.Json();
        return new Verb("list", "List the data sets and where they are.", ["perceiver data list"], json).Does(parsed =>
        {
            var rows = DataCatalog
                .All.Select(entry => (Entry: entry, Path: DataVerifier.Find(entry, new DataLocation()).IfLeft("")))
                .ToArray();
            if (parsed.GetValue(json))
            {
                surroundings.Out.WriteLine(
                    Json.OneLine(
                        rows.Select(row => new
                        {
                            row.Entry.Name,
                            row.Entry.Description,
                            Bytes = row.Entry.Size,
                            Path = row.Path.Length > 0 ? row.Path : null,
                        })
                    )
                );
                return ExitCodes.Done;
            }

            TextTable.Write(
                surroundings.Out,
                ["name", "MB", "where", "what"],
                [
                    .. rows.Select(row =>
                        (string[])[row.Entry.Name, Megabytes(row.Entry.Size), Where(row.Path), row.Entry.Description]
                    ),
                ],
                1
            );
            surroundings.Out.WriteLine();
            surroundings.Out.WriteLine($"data home: {DataHome.Path}");
            return ExitCodes.Done;
        });
    }

    private static Verb Get(Surroundings surroundings)
    {
        var name = Name();
        var from = new Option<string?>("--from")
        {
            Description = "A file, a folder or an address to take it from (otherwise its publisher).",
            HelpName = "FILE_OR_URL",
        };
        var to = new Option<string?>("--to")
        {
            Description = "The data home to put it in (otherwise $PERCEIVER_DATA or the XDG data folder).",
            HelpName = "DIR",
        };
        return new Verb(
            "get",
            "Get a data set: resumed where a download broke off, verified, then put in place at once.",
            ["perceiver data get fashion-mnist", "perceiver data get cifar100 --from cifar-100-binary.tar.gz"],
            name,
            from,
            to
        ).Does(parsed =>
        {
            var entry = Find(parsed.GetValue(name)!);
            using var progress = new DownloadProgress(surroundings);
            var line = DataInstaller
                .Get(
                    entry,
                    parsed.GetValue(from),
                    parsed.GetValue(to) ?? DataHome.Path,
                    progress,
                    CancellationToken.None
                )
                .GetAwaiter()
                .GetResult();
            progress.Dispose();
            surroundings.Out.WriteLine(line.OrFail());
            return ExitCodes.Done;
        });
    }

    private static Verb Verify(Surroundings surroundings)
    {
        var name = Name();
        var data = CommonOptions.Data();
        return new Verb(
            "verify",
            "Read a whole data set and compare sizes, checksums and labels.",
            ["perceiver data verify fashion-mnist"],
            name,
            data
        ).Does(parsed =>
        {
            var where = new DataLocation(parsed.GetValue(data));
            surroundings.Out.WriteLine(DataVerifier.Verify(Find(parsed.GetValue(name)!), where).OrFail());
            return ExitCodes.Done;
        });
    }

    private static Argument<string> Name() =>
        new("NAME") { Description = string.Join(", ", DataCatalog.All.Select(entry => entry.Name)) + "." };

    private static DataSetEntry Find(string name) =>
        DataCatalog.Find(name) ?? throw CommandFailure.Usage(DataCatalog.Unknown(name).Message);

    private static string Where(string path) => path.Length > 0 ? path : "absent";

    private static string Megabytes(long bytes) => (bytes / 1e6).ToString("0.0", CultureInfo.InvariantCulture);
}
