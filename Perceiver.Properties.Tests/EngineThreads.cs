using System.Runtime.CompilerServices;
using Perceiver.Model;

namespace Perceiver.Properties.Tests;

/// <summary>
/// Commands set the engine's threads for the whole process, and other threads add up in another order: a test that
/// compares bits must not see the first command beside it do that.
/// </summary>
internal static class EngineThreads
{
    [ModuleInitializer]
    internal static void Set() => Engine.Current.Start(new EngineOptions(1));
}
