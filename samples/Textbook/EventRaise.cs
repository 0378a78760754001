namespace Unravel.Samples.Textbook;

/// <summary>The last subscriber can leave between the test and the call.</summary>
public sealed class EventRaise
{
    public event EventHandler? Changed;

    public void Change()
    {
        if (Changed != null)
        {
            Changed(this, EventArgs.Empty); // UNR5018
        }
    }
}

/// <summary>Read once.</summary>
public sealed class EventRaiseRepaired
{
    public event EventHandler? Changed;

    public void Change() => Changed?.Invoke(this, EventArgs.Empty);
}
