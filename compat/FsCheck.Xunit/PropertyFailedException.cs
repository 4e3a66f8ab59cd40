namespace FsCheck.Xunit;

/// <summary>A property that was falsified, or one whose precondition rejected too many cases.</summary>
public class PropertyFailedException : Exception
{
    /// <summary>Describes a result in FsCheck's own words.</summary>
    public PropertyFailedException(TestResult testResult)
        : base(Environment.NewLine + Runner.onFinishedToString("", testResult)) { }

    /// <summary>A message of one's own, with what the property threw.</summary>
    public PropertyFailedException(string userMessage, Exception? innerException)
        : base(userMessage, innerException) { }
}
