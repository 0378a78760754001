namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>The last subscriber may go between the test and the call.</summary>
public sealed class UNR5018EventRaiseRace
{
    public event EventHandler? Changed;

    public void Raise()
    {
        if (Changed != null)
        {
            Changed(this, EventArgs.Empty); // UNR5018
        }
    }
}

/// <summary>It is read once.</summary>
public sealed class UNR5018EventRaiseRaceRepaired
{
    public event EventHandler? Changed;

    public void Raise() => Changed?.Invoke(this, EventArgs.Empty);
}
