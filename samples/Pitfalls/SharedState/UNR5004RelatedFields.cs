namespace Unravel.Samples.Pitfalls.SharedState;

/// <summary>A name and its value are read one by one.</summary>
public sealed class UNR5004RelatedFields
{
    private readonly object _gate = new();
    private string _name = "";
    private string _value = "";

    public string Text => _name + "=" + _value; // UNR5004

    public void Set(string name, string value)
    {
        lock (_gate)
        {
            _name = name;
            _value = value;
        }
    }
}

/// <summary>Both are read in one go.</summary>
public sealed class UNR5004RelatedFieldsRepaired
{
    private readonly object _gate = new();
    private string _name = "";
    private string _value = "";

    public string Text
    {
        get
        {
            lock (_gate)
            {
                return _name + "=" + _value;
            }
        }
    }

    public void Set(string name, string value)
    {
        lock (_gate)
        {
            _name = name;
            _value = value;
        }
    }
}
