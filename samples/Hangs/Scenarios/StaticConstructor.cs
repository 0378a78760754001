namespace Unravel.Samples.Hangs.Scenarios;

/// <summary>
/// A static constructor starts a thread and waits for it, and that thread uses the class: the runtime holds it until the
/// constructor is done. Everybody else who touches the class stands behind.
/// </summary>
internal sealed class StaticConstructor(bool faulty) : Scenario(faulty)
{
    public override void Start()
    {
        if (Faulty)
        {
            Run("host", () => Settings.Read("port"));
        }
        else
        {
            Run("host", () => LoadedSettings.Read("port"));
        }
    }

    protected override string? MissingFault() =>
        base.MissingFault() ?? (SettingsProgress.LoaderHasStarted ? null : "the loader has not started yet");
}

/// <summary>What the watcher asks; it must not touch the class that never comes up.</summary>
internal static class SettingsProgress
{
    public static volatile bool LoaderHasStarted;
}

internal static class Settings
{
    private static readonly Dictionary<string, int> s_values = [];

    static Settings()
    {
        var loader = new Thread(SettingsLoader.Load) { Name = "settings-loader", IsBackground = true };
        loader.Start();
        loader.Join(); // marker: constructor-joins
    }

    public static void Add(string name, int value) => s_values[name] = value; // marker: loader-touches

    public static int Read(string name) => s_values.GetValueOrDefault(name);
}

internal static class SettingsLoader
{
    public static void Load()
    {
        SettingsProgress.LoaderHasStarted = true;
        Settings.Add("port", 80); // marker: loader-waits
    }
}

/// <summary>The repair: nothing waits while the class comes up.</summary>
internal static class LoadedSettings
{
    private static readonly Dictionary<string, int> s_values = new() { ["port"] = 80 };

    public static int Read(string name) => s_values.GetValueOrDefault(name);
}
