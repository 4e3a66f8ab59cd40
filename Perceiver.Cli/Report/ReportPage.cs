using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Perceiver.Cli;

/// <summary>
/// One HTML file that holds all it shows: the data as JSON, uPlot, and the page's own scripts and style. Its policy lets
/// no other script run and nothing be fetched, whatever a class or a run is called.
/// </summary>
public static partial class ReportPage
{
    // In this order; each uses what stands before it.
    private static readonly string[] Scripts =
    [
        "format.js",
        "theme.js",
        "elements.js",
        "curves.js",
        "charts.js",
        "classes.js",
        "attention.js",
        "sections.js",
        "compare.js",
        "page.js",
    ];

    /// <summary>The page; the same data gives the same bytes.</summary>
    public static string Of(ReportData data)
    {
        var names = data.Runs.Select(run => run.Name);
        var uplot = Resource("uPlot.iife.min.js");
        var own = "\"use strict\";\n(() => {\n" + string.Concat(Scripts.Select(Resource)) + "})();\n";
        var style = Resource("uPlot.min.css") + "\n" + Resource("report.css");
        var policy =
            $"default-src 'none'; img-src data:; style-src {Source(style)}; script-src {Source(uplot)} {Source(own)}";
        var parts = new Dictionary<string, string>
        {
            ["policy"] = policy,
            ["title"] = WebUtility.HtmlEncode(string.Join(", ", names)),
            ["licence"] = Resource("LICENSE").Trim(),
            ["style"] = style,
            ["uplot"] = uplot,
            ["script"] = own,
            ["data"] = Island(data),
        };
        // All at once, because what a part says may look like the place of another.
        return Place().Replace(Resource("report.html"), place => parts[place.Groups[1].Value]);
    }

    // Within a script element only "<" can end it, or begin a comment.
    private static string Island(ReportData data) =>
        Json.OneLine(data).Replace("<", "\\u003c", StringComparison.Ordinal);

    [GeneratedRegex(@"\{\{(\w+)\}\}")]
    private static partial Regex Place();

    private static string Source(string text) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)))}'";

    private static string Resource(string name)
    {
        using var stream = typeof(ReportPage).Assembly.GetManifestResourceStream("report/" + name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
