using System.Collections.Immutable;
using System.Text;
using Perceiver.Model;

namespace Perceiver.Cli;

/// <summary>What <c>lr-find --json</c> prints.</summary>
/// <param name="Name">Name of the config.</param>
/// <param name="Suggestion">The learning rate to take: the steepest; null where the loss fell nowhere.</param>
/// <param name="Steepest">Where the mean loss fell fastest.</param>
/// <param name="TenthOfLowest">A tenth of the rate where the mean loss was lowest.</param>
/// <param name="Diverged">Whether the search ended because the loss was lost.</param>
/// <param name="Trials">The steps.</param>
/// <param name="Picture">The SVG file.</param>
/// <param name="Table">The CSV file.</param>
internal sealed record RateSearchFile(
    string Name,
    double? Suggestion,
    double? Steepest,
    double? TenthOfLowest,
    bool Diverged,
    ImmutableArray<LearningRateTrial> Trials,
    string Picture,
    string Table
)
{
    public static RateSearchFile Of(string name, LearningRateSearch search, string picture, string table) =>
        new(
            name,
            search.Steepest,
            search.Steepest,
            search.TenthOfLowest,
            search.HasDiverged,
            search.Trials,
            picture,
            table
        );

    /// <summary>The steps as a table.</summary>
    public static string Csv(LearningRateSearch search)
    {
        var text = new StringBuilder("step,learning_rate,loss,smoothed_loss\n");
        foreach (var (index, trial) in search.Trials.Index())
        {
            text.AppendJoin(
                    ',',
                    Perceiver.Config.NumberText.Format(index + 1),
                    Numbers.Exact(trial.Rate),
                    Numbers.Exact(trial.Loss),
                    Numbers.Exact(trial.Smoothed)
                )
                .Append('\n');
        }

        return text.ToString();
    }
}
